import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import en from './i18n/en.json';
import fr from './i18n/fr.json';

interface Operation {
  operationId?: string;
  responses?: Record<string, unknown>;
}
interface Api {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown> };
}
const { paths, components } = JSON.parse(readFileSync('openapi.json', 'utf8')) as Api;

/** Whether a schema has a member of one of these names, however deep. */
function has(names: string[], node: unknown, seen = new Set<string>()): boolean {
  if (typeof node !== 'object' || node === null) return false;
  const { $ref, properties } = node as { $ref?: string; properties?: object };
  if (properties && names.some((name) => name in properties)) return true;
  const name = $ref?.split('/').at(-1);
  if (name && !seen.has(name) && has(names, components.schemas[name], seen.add(name))) return true;
  return Object.values(node).some((part) => has(names, part, seen));
}

/** Answers with members that only patients have: what lies below such an address is about the same person. */
const personal = Object.keys(paths).filter((path) => has(['patient_id', 'birth_date'], paths[path]?.get?.responses?.['200']));
const showsPerson = (path: string) => personal.some((one) => path === one || path.startsWith(`${one}/`));

const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).flatMap(([method, { operationId }]) => (operationId && (method !== 'get' || showsPerson(path)) ? [`action.${operationId}`] : [])));

/** `[section]`, then `#key = value`: every setting that there is. */
function settings(): string[] {
  let section = '';
  return readFileSync('../config/monoclinic.toml', 'utf8').split('\n').flatMap((line) => {
    section = /^\[(\w+)\]$/.exec(line)?.[1] ?? section;
    const key = /^#?(\w+) = /.exec(line)?.[1];
    return key ? [`setting.${section}.${key}`] : [];
  });
}

describe.each([['French', fr], ['English', en]])('in %s', (_language, words) => {
  const without = (keys: string[]) => keys.filter((key) => !(key in words));

  it('every operation that the audit can tell of has a word', () => {
    expect(operations).toContain('action.documents.thumbnail');
    expect(without(operations)).toEqual([]);
  });

  it('every setting has a word', () => {
    expect(settings()).toContain('setting.oidc.client_secret_file');
    expect(without(settings())).toEqual([]);
  });
});
