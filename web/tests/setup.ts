import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeEach, vi } from 'vitest';
import { setLanguage } from '@/shared/i18n';

// What never comes is missed later, what comes is seen as soon as ever: on a busy machine a second is little.
configure({ asyncUtilTimeout: 20_000 });

// What jsdom lacks and Mantine asks for.
window.matchMedia ??= (query: string) =>
  ({ matches: false, media: query, addEventListener: () => undefined, removeEventListener: () => undefined }) as unknown as MediaQueryList;
window.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
window.scrollTo = () => undefined;
Object.defineProperty(document, 'fonts', { configurable: true, value: new EventTarget() });
Element.prototype.scrollIntoView ??= () => undefined;
// Otherwise a test could reach for the network and pass by chance.
beforeEach(async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no server in tests')));
  localStorage.clear();
  await setLanguage('fr');
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});
