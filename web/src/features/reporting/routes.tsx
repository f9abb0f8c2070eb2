import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { IconChartBar } from '@tabler/icons-react';
import type { Role } from '@/shared/api';
import { day, oneOf, only, shellRoute, text, type Feature } from '@/shared/routing';
import { t } from './i18n';

export const views = ['activity', 'patients', 'finance', 'community'] as const;
export type View = (typeof views)[number];
export const periods = ['week', 'month', 'quarter', 'custom'] as const;
export type Period = (typeof periods)[number];

export interface ReportsSearch {
  view?: View;
  period?: Period;
  /** Days, both included; of a custom period. */
  from?: string;
  until?: string;
  site?: string;
  practitioner?: string;
}

const readers: Role[] = ['admin', 'accountant', 'receptionist', 'practitioner', 'coach'];

export const reportsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/reports',
  validateSearch: (raw: Record<string, unknown>): ReportsSearch => ({
    view: oneOf(raw.view, ...views),
    period: oneOf(raw.period, ...periods),
    from: day(raw.from),
    until: day(raw.until),
    site: text(raw.site),
    practitioner: text(raw.practitioner),
  }),
  beforeLoad: only(...readers),
  component: lazyRouteComponent(() => import('./pages/ReportsPage')),
});

export default {
  id: 'reporting',
  routes: [reportsRoute],
  nav: [{ id: 'reports', to: '/reports', label: () => t('nav'), icon: IconChartBar, roles: readers, order: 50, keys: 'g r' }],
} satisfies Feature;
