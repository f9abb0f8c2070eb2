import { hasRole, type User } from '@/shared/api/session';
import type { Feature, PatientTab, VisitLink } from './feature';

let known: Feature[] = [];

/** Told by the app before the first page, and by tests: so a feature reads what others offer without knowing them. */
export function knowFeatures(features: Feature[]): void {
  known = features;
}

/** The tabs of the patient's page that this person sees, in their order. */
export const patientTabsOf = (user: User): PatientTab[] =>
  known.flatMap(({ patientTabs = [] }) => patientTabs).filter(({ roles }) => hasRole(user, ...roles)).sort((a, b) => a.order - b.order);

/** Where this visit leads this person. */
export const visitLinksOf = (user: User, visit: Parameters<VisitLink['shows']>[0]): VisitLink[] =>
  known.flatMap(({ visitLinks = [] }) => visitLinks).filter(({ roles, shows }) => hasRole(user, ...roles) && shows(visit));
