import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { textFolders } from '../tools/texts-plugin.ts';

const root = process.cwd();
const read = (file: string) => readFileSync(file, 'utf8');
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(ts|tsx|css)$/.test(name) && !name.endsWith('schema.d.ts'))
  .map((name) => join(root, 'src', name));

type Text = string | Record<string, string>;
const textsOf = (folder: string, language: string) => JSON.parse(read(join(folder, `${language}.json`))) as Record<string, Text>;
const forms = (text: Text) => (typeof text === 'string' ? [text] : Object.values(text));
const placeholders = (text: Text) => [...new Set(forms(text).flatMap((form) => form.match(/\{\w+\}/g) ?? []))].sort();

describe.each(Object.entries(textFolders(root)))('the texts of %s', (_scope, folder) => {
  const french = textsOf(folder, 'fr');
  const english = textsOf(folder, 'en');

  it('have the same keys in French and English', () => {
    expect(Object.keys(english).sort()).toEqual(Object.keys(french).sort());
  });

  it('take the same parameters in both languages', () => {
    for (const [key, text] of Object.entries(french)) expect([key, placeholders(english[key] ?? '')]).toEqual([key, placeholders(text)]);
  });

  it('have every plural form that their language asks for', () => {
    for (const [language, texts] of [['fr', french], ['en', english]] as const) {
      const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      for (const [key, text] of Object.entries(texts)) {
        if (typeof text !== 'string') expect([language, key, Object.keys(text).sort()]).toEqual([language, key, [...needed].sort()]);
      }
    }
  });

  it('use the typographic apostrophe', () => {
    const straight = Object.entries({ ...french, ...english }).filter(([, text]) => forms(text).some((form) => form.includes("'")));
    expect(straight).toEqual([]);
  });
});

describe('the house', () => {
  it('lets no feature import another', () => {
    const crossings = sources.flatMap((file) => {
      const feature = /src\/features\/([^/]+)\//.exec(file)?.[1];
      if (!feature) return [];
      const imports = [...read(file).matchAll(/(?:from|import\()\s*'([^']+)'/g)].map((found) => found[1] ?? '');
      return imports
        .map((path) => (path.startsWith('.') ? join(file, '..', path) : path.replace(/^@\//, `${root}/src/`)))
        .filter((path) => /src\/features\//.test(path) && !path.includes(`src/features/${feature}`))
        .map((path) => `${relative(root, file)} → ${relative(root, path)}`);
    });
    expect(crossings).toEqual([]);
  });

  it('lets shared code import neither the app nor a feature', () => {
    const wrong = sources.filter((file) => file.includes('/src/shared/') && /from '@\/(app|features)\//.test(read(file)));
    expect(wrong.map((file) => relative(root, file))).toEqual([]);
  });

  it('loads the style sheet of every Mantine component that it uses', () => {
    const all = sources.map(read);
    const loaded = new Set(all.flatMap((text) => [...text.matchAll(/@mantine\/core\/styles\/(\w+)\.css/g)].map((found) => found[1])));
    const used = all.flatMap((text) =>
      [...text.matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)].flatMap((found) => (found[1] ?? '').split(',').map((name) => name.trim())),
    );
    const sheet = (name: string) => existsSync(join(root, `node_modules/@mantine/core/styles/${name}.css`));
    expect([...new Set(used)].filter((name) => sheet(name) && !loaded.has(name))).toEqual([]);
  });

  it('keeps colours in tokens.css and theme.ts', () => {
    const sheets = sources.filter((file) => file.endsWith('.module.css'));
    expect(sheets.filter((file) => /#[0-9a-f]{3,8}\b/i.test(read(file))).map((file) => relative(root, file))).toEqual([]);
  });
});
