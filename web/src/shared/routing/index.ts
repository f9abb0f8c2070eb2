export type { Action, Feature, Hit, NavItem, PatientTab, SearchProvider, Visit, VisitLink } from './feature';
export { knowFeatures, patientTabsOf, visitLinksOf } from './registry';
export { day, only, oneOf, openRoute, ownPath, plainRoute, shellRoute, text } from './roots';
