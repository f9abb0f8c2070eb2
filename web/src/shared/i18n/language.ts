import { useSyncExternalStore } from 'react';
import { remember, remembered } from '@/shared/remember';

export type Language = 'fr' | 'en';
export const languages: readonly Language[] = ['fr', 'en'];

type Texts = Record<string, Record<string, unknown>>;

let current: Language = first();
/** What was asked for last: of two switches under way, the later one counts, whichever texts come first. */
let asked: Language = current;
/** What the first pages say, and the rest, which follows. */
const loaded: Partial<Record<Language, Texts>> = {};
const rest: Partial<Record<Language, Texts>> = {};
const coming: Partial<Record<Language, Promise<void>>> = {};
/** Scopes of which the first texts are but a part. */
const late = new Set<string>();
const listeners = new Set<() => void>();

function first(): Language {
  const wanted = remembered('language') ?? navigator.language;
  return wanted.startsWith('en') ? 'en' : 'fr';
}

/** The language on screen now. */
export const language = (): Language => current;

/** A text of a scope in the language on screen, as the file has it. */
export function textOf(scope: string, key: string): unknown {
  return loaded[current]?.[scope]?.[key] ?? rest[current]?.[scope]?.[key];
}

/** Every key that a scope has in the language on screen. */
export const keysOf = (scope: string): string[] => Object.keys({ ...loaded[current]?.[scope], ...rest[current]?.[scope] });

async function load(wanted: Language): Promise<void> {
  const texts = wanted === 'fr' ? await import('virtual:texts/fr') : await import('virtual:texts/en');
  loaded[wanted] = texts.default;
  texts.late.forEach((scope) => late.add(scope));
}

function loadRest(wanted: Language): Promise<void> {
  const texts = wanted === 'fr' ? import('virtual:texts/fr/more') : import('virtual:texts/en/more');
  return texts.then((all) => void (rest[wanted] = all.default));
}

/** What a page of this scope waits for before it can speak: the same promise each time; nothing when all is there. */
export const missingTexts = (scope: string): Promise<void> | undefined => (late.has(scope) ? restOfTexts() : undefined);

/** The same for a page that says more than the first pages, whatever its scope. */
export function restOfTexts(): Promise<void> | undefined {
  if (rest[current]) return undefined;
  return (coming[current] ??= loadRest(current).catch((error: unknown) => {
    coming[current] = undefined; // the next page tries again
    throw error;
  }));
}

/** Switches the whole app; resolves when the new texts are on screen. */
export async function setLanguage(wanted: Language): Promise<void> {
  asked = wanted;
  if (wanted === current && loaded[wanted] && rest[wanted]) return;
  await Promise.all([load(wanted), loadRest(wanted)]);
  if (asked !== wanted) return;
  current = wanted;
  remember('language', wanted);
  document.documentElement.lang = wanted;
  listeners.forEach((listener) => listener());
}

/** Loads the first language; before it resolves, no text can be shown. */
export function startLanguage(): Promise<void> {
  document.documentElement.lang = current;
  return load(current).then(() => {
    void loadRest(current).catch(() => undefined); // a page that needs them tries again
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
