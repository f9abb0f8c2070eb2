import dayjs from 'dayjs';
import { useSyncExternalStore } from 'react';
import { remember, remembered } from '@/shared/remember';

export type Language = 'fr' | 'en';
export const languages: readonly Language[] = ['fr', 'en'];

type Texts = Record<string, Record<string, unknown>>;

let current: Language = first();
const loaded: Partial<Record<Language, Texts>> = {};
const listeners = new Set<() => void>();

function first(): Language {
  const wanted = remembered('language') ?? navigator.language;
  return wanted.startsWith('en') ? 'en' : 'fr';
}

/** The language on screen now. */
export const language = (): Language => current;

/** The texts of a scope in the language on screen. */
export function textsOf(scope: string): Record<string, unknown> {
  return loaded[current]?.[scope] ?? {};
}

async function load(wanted: Language): Promise<void> {
  loaded[wanted] ??= (wanted === 'fr' ? await import('virtual:texts/fr') : await import('virtual:texts/en')).default;
  if (wanted === 'fr') await import('dayjs/locale/fr');
}

/** Switches the whole app; resolves when the new texts are on screen. */
export async function setLanguage(wanted: Language): Promise<void> {
  if (wanted === current && loaded[wanted]) return;
  await load(wanted);
  current = wanted;
  remember('language', wanted);
  document.documentElement.lang = wanted;
  dayjs.locale(wanted);
  listeners.forEach((listener) => listener());
}

/** Loads the first language; before it resolves, no text can be shown. */
export function startLanguage(): Promise<void> {
  document.documentElement.lang = current;
  return load(current).then(() => {
    dayjs.locale(current);
  });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Makes a component render again when the language changes. */
export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, language);
}
