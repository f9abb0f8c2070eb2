import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const prefix = 'virtual:texts/';

/** Where each scope of texts lives: `shared`, then one scope per feature or shared folder that has any. */
export function textFolders(root: string): Record<string, string> {
  const folders: Record<string, string> = { shared: join(root, 'src/shared/i18n') };
  for (const parent of ['src/features', 'src/shared']) {
    for (const name of readdirSync(join(root, parent)).sort()) {
      const folder = join(root, parent, name, 'i18n');
      if (existsSync(join(folder, 'fr.json'))) folders[name] = folder;
    }
  }
  return folders;
}

/** Features that somebody's first page is made of. Another's texts come after it, but for those of its manifest. */
const first = new Set(['auth', 'booking', 'calendar', 'day', 'notifications']);

/** Shared folders that no first page speaks of. */
const later = new Set(['apikeys', 'patient', 'picture', 'series']);

const isLate = (root: string, scope: string) => later.has(scope) || (!first.has(scope) && existsSync(join(root, 'src/features', scope, 'routes.tsx')));

/** Keys that a feature's manifest says: names in the navigation, of tabs, of actions. */
function manifestKeys(root: string, scope: string): Set<string> {
  if (later.has(scope)) return new Set();
  const manifest = readFileSync(join(root, 'src/features', scope, 'routes.tsx'), 'utf8');
  return new Set([...manifest.matchAll(/\bt\('([^']+)'/g)].map(([, key]) => key!));
}

/** In the scope of a first page, what only other pages and drawers say: these call `useAllTexts()`, as `whenOpened` does. */
const laterKeys: Record<string, RegExp> = {
  auth: /^(account|agendas|email|security|totp|passkey|recovery|keys)\./,
  booking: /^(book\.|steps?|types\.|with|where|how$|slots\.|taken|summary\.|reason|kept|cutOff|otherSlot|confirm|booked\.|move\.(title|from|same)|cancel\.(title|reason|keep|do)|profile\.|public\.)/,
  notifications: /^(settings|group|channel)\./,
  calendar: /^(book|group|walkIn)\.(?!count)/,
  visit: /^(title|when|kind|place|reason|noReason|note|contact|noContact|openPatient|born|move(Title|Submit)?$|cancel|history|by$|what\.|bookedFor|moved(To|Span)|length|slots\.|overrid|asked|lateCancel|payBy|room|day$|time$|practitioner|missing|takenBack)/,
};

/** Which texts are sent with the first page, or with `more` the others. */
function chosen(root: string, scope: string, texts: Record<string, unknown>, more: boolean): Record<string, unknown> {
  const early = isLate(root, scope) ? manifestKeys(root, scope) : undefined;
  const isFirst = (key: string) => (early ? early.has(key) : !laterKeys[scope]?.test(key));
  return Object.fromEntries(Object.entries(texts).filter(([key]) => isFirst(key) !== more));
}

/**
 * `import('virtual:texts/fr')` gives what the first pages say, `import('virtual:texts/fr/more')` the rest: two requests per
 * language.
 */
export function texts(root: string): Plugin {
  return {
    name: 'monoclinic-texts',
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${prefix}`)) return undefined;
      const [language, more] = id.slice(prefix.length + 1).split('/');
      const all: Record<string, unknown> = {};
      const late: string[] = [];
      for (const [scope, folder] of Object.entries(textFolders(root))) {
        const file = join(folder, `${language}.json`);
        this.addWatchFile(file);
        if (isLate(root, scope)) late.push(scope);
        const some = chosen(root, scope, JSON.parse(readFileSync(file, 'utf8')), more !== undefined);
        if (Object.keys(some).length > 0) all[scope] = some;
      }
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(all))});\nexport const late = ${JSON.stringify(late)};`;
    },
    handleHotUpdate({ file, server }) {
      if (/\/i18n\/(fr|en)\.json$/.test(file)) server.ws.send({ type: 'full-reload' });
    },
  };
}
