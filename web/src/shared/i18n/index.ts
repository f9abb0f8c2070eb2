export { language, languages, setLanguage, startLanguage, useLanguage, type Language } from './language';
export { scope } from './texts';
