export type { Action, Feature, Hit, NavItem, SearchProvider } from './feature';
export { day, only, oneOf, ownPath, plainRoute, shellRoute, text } from './roots';
