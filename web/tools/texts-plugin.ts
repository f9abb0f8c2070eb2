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

/** `import('virtual:texts/fr')` gives every scope's texts as one chunk: one request per language. */
export function texts(root: string): Plugin {
  return {
    name: 'monoclinic-texts',
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${prefix}`)) return undefined;
      const language = id.slice(prefix.length + 1);
      const all: Record<string, unknown> = {};
      for (const [scope, folder] of Object.entries(textFolders(root))) {
        const file = join(folder, `${language}.json`);
        this.addWatchFile(file);
        all[scope] = JSON.parse(readFileSync(file, 'utf8'));
      }
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(all))});`;
    },
    handleHotUpdate({ file, server }) {
      if (/\/i18n\/(fr|en)\.json$/.test(file)) server.ws.send({ type: 'full-reload' });
    },
  };
}
