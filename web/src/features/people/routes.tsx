import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { IconMailPlus, IconUsersGroup } from '@tabler/icons-react';
import type { Role } from '@/shared/api';
import { oneOf, only, shellRoute, text, type Feature } from '@/shared/routing';
import { t } from './i18n';

export const roles: Role[] = ['patient', 'coach', 'practitioner', 'receptionist', 'accountant', 'admin'];

interface Search {
  q?: string;
  role?: Role;
  status?: 'invited' | 'active' | 'disabled';
  /** The drawer for an invitation is open. */
  invite?: true;
}

export const usersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/users',
  validateSearch: (raw: Record<string, unknown>): Search => ({
    q: text(raw.q),
    role: oneOf(raw.role, ...roles),
    status: oneOf(raw.status, 'invited', 'active', 'disabled'),
    invite: raw.invite === true || raw.invite === 'true' ? true : undefined,
  }),
  beforeLoad: only('admin'),
  component: lazyRouteComponent(() => import('./pages/UsersPage')),
});

export default {
  id: 'people',
  routes: [usersRoute],
  nav: [{ id: 'users', to: '/admin/users', label: () => t('nav'), icon: IconUsersGroup, roles: ['admin'], order: 64, group: 'admin', keys: 'g u' }],
  actions: [{ id: 'people.invite', label: () => t('invite'), icon: IconMailPlus, roles: ['admin'], run: (go) => go('/admin/users?invite=true') }],
} satisfies Feature;
