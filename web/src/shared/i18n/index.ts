export { language, languages, setLanguage, startLanguage, useLanguage, type Language } from './language';
export { scope, useAllTexts } from './texts';
