import { use } from 'react';
import { keysOf, language, missingTexts, restOfTexts, textOf, useLanguage, type Language } from './language';

/** A text, or one text for each plural category that the language has (CLDR: one, many, other…). */
type Text = string | Partial<Record<Intl.LDMLPluralRule, string>>;
type Params = Record<string, string | number>;

const rules: Partial<Record<Language, Intl.PluralRules>> = {};

function pluralForm(text: Exclude<Text, string>, count: number): string {
  const rule = (rules[language()] ??= new Intl.PluralRules(language()));
  return text[rule.select(count)] ?? text.other ?? '';
}

/** `{name}` takes the parameter of that name; numbers are written the language's way. */
function filled(text: string, params: Params): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? value.toLocaleString(language()) : value;
  });
}

/**
 * The texts of one scope, with typed keys. `t` reads at call time; inside components call `useT()`, so
 * that they render again when the language changes. A text with plural forms takes `count`. `has` and `keys` are for
 * words whose keys come from the server: what has no word is shown by its name.
 */
export function scope<Keys extends object>(name: string) {
  type Key = keyof Keys & string;
  const t = (key: Key, params: Params = {}): string => {
    const text = textOf(name, key) as Text | undefined;
    if (text === undefined) return `${name}.${key}`;
    return filled(typeof text === 'string' ? text : pluralForm(text, Number(params.count)), params);
  };
  const useT = () => {
    useLanguage();
    const missing = missingTexts(name);
    if (missing) use(missing);
    return t;
  };
  const has = (key: string): key is Key => textOf(name, key) !== undefined;
  const keys = (prefix: string) => keysOf(name).filter((key): key is Key => key.startsWith(prefix));
  return { t, useT, has, keys };
}

/** For a page whose words come after those of the first pages, though its scope has some there: it waits for them. */
export function useAllTexts(): void {
  useLanguage();
  const missing = restOfTexts();
  if (missing) use(missing);
}
