import { knowFeatures, type Action, type Feature, type NavItem, type SearchProvider } from '@/shared/routing';
import { hasRole, type User } from '@/shared/api';

// Features are found on disk, never listed by hand: a folder with a routes.tsx is a feature.
const found = import.meta.glob<{ default: Feature }>('../features/*/routes.tsx', { eager: true });

export const features: Feature[] = Object.values(found).map((module) => module.default);
knowFeatures(features);

const mine = (user: User) => (item: { roles: NavItem['roles'] }) => hasRole(user, ...item.roles);

export function navOf(user: User): NavItem[] {
  return features.flatMap(({ nav = [] }) => nav).filter(mine(user)).sort((a, b) => a.order - b.order);
}

export function actionsOf(user: User): Action[] {
  return features.flatMap(({ actions = [] }) => actions).filter(mine(user));
}

export function searchesOf(user: User): SearchProvider[] {
  return features.flatMap(({ search = [] }) => search).filter(mine(user)).sort((one, other) => one.order - other.order);
}

export const bannersOf = (user: User) => features.flatMap(({ id, banner }) => (banner && hasRole(user, ...banner.roles) ? [{ id, Part: banner.part }] : []));

/** Where each role's day begins. */
export function homeOf(user: User): string {
  if (hasRole(user, 'receptionist')) return '/board';
  if (hasRole(user, 'admin')) return '/calendar';
  if (hasRole(user, 'practitioner', 'coach')) return '/my-day';
  if (hasRole(user, 'accountant')) return '/invoices';
  return hasRole(user, 'patient') ? '/my-visits' : '/account';
}
