import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { IconBuilding, IconClockHour4, IconClipboardList, IconStethoscope } from '@tabler/icons-react';
import { only, oneOf, shellRoute, text, type Feature } from '@/shared/routing';
import type { Role } from '@/shared/api';
import { t } from './i18n';

const planners: Role[] = ['admin', 'receptionist', 'practitioner', 'coach'];
const flag = (value: unknown) => (value === true || value === 'true' ? (true as const) : undefined);

const sitesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/sites',
  beforeLoad: only('admin'),
  component: lazyRouteComponent(() => import('./pages/SitesPage')),
});

export const siteRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/sites/$id',
  beforeLoad: only('admin'),
  component: lazyRouteComponent(() => import('./pages/SitePage')),
});

export const staffRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/staff',
  validateSearch: (raw: Record<string, unknown>): { kind?: 'practitioner' | 'coach'; archived?: true } => ({
    kind: oneOf(raw.kind, 'practitioner', 'coach'),
    archived: flag(raw.archived),
  }),
  beforeLoad: only('admin'),
  component: lazyRouteComponent(() => import('./pages/StaffPage')),
});

export const visitTypesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/visit-types',
  validateSearch: (raw: Record<string, unknown>): { archived?: true } => ({ archived: flag(raw.archived) }),
  beforeLoad: only('admin'),
  component: lazyRouteComponent(() => import('./pages/VisitTypesPage')),
});

export const hoursRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/hours',
  validateSearch: (raw: Record<string, unknown>): { practitioner?: string } => ({ practitioner: text(raw.practitioner) }),
  beforeLoad: only(...planners),
  component: lazyRouteComponent(() => import('./pages/HoursPage')),
});

export default {
  id: 'clinics',
  routes: [sitesRoute, siteRoute, staffRoute, visitTypesRoute, hoursRoute],
  nav: [
    { id: 'sites', to: '/admin/sites', label: () => t('nav.sites'), icon: IconBuilding, roles: ['admin'], order: 60, group: 'admin' },
    { id: 'staff', to: '/admin/staff', label: () => t('nav.staff'), icon: IconStethoscope, roles: ['admin'], order: 61, group: 'admin' },
    { id: 'visit-types', to: '/admin/visit-types', label: () => t('nav.visitTypes'), icon: IconClipboardList, roles: ['admin'], order: 62, group: 'admin' },
    { id: 'hours', to: '/admin/hours', label: () => t('nav.hours'), icon: IconClockHour4, roles: planners, order: 40, keys: 'g h' },
  ],
} satisfies Feature;
