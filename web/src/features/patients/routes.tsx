import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { IconUserPlus, IconUsers } from '@tabler/icons-react';
import { lazy } from 'react';
import { only, shellRoute, text, type Feature } from '@/shared/routing';
import type { Role } from '@/shared/api';
import { t } from './i18n';

const readers: Role[] = ['receptionist', 'admin', 'practitioner', 'coach'];

interface Search {
  q?: string;
  archived?: true;
  /** The drawer for a new patient is open. */
  create?: true;
}

const flag = (value: unknown) => (value === true || value === 'true' ? (true as const) : undefined);

export const patientsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/patients',
  validateSearch: (raw: Record<string, unknown>): Search => ({ q: text(raw.q), archived: flag(raw.archived), create: flag(raw.create) }),
  beforeLoad: only(...readers),
  component: lazyRouteComponent(() => import('./pages/PatientsPage')),
});

export const patientRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/patients/$id',
  validateSearch: (raw: Record<string, unknown>): { tab?: string } => ({ tab: text(raw.tab) }),
  beforeLoad: only(...readers),
  component: lazyRouteComponent(() => import('./pages/PatientPage')),
});

export default {
  id: 'patients',
  routes: [patientsRoute, patientRoute],
  nav: [{ id: 'patients', to: '/patients', label: () => t('nav'), icon: IconUsers, roles: readers, order: 20, keys: 'g p' }],
  patientTabs: [{ id: 'overview', label: () => t('tab.overview'), roles: readers, order: 0, panel: lazy(() => import('./parts/Overview')) }],
  actions: [
    {
      id: 'patients.new',
      label: () => t('new'),
      icon: IconUserPlus,
      roles: ['receptionist', 'admin', 'practitioner'],
      run: (go) => go('/patients?create=true'),
    },
  ],
  search: [
    {
      id: 'patients',
      label: () => t('nav'),
      roles: readers,
      find: async (query, signal) => (await import('./api')).findPatients(query, signal),
    },
  ],
} satisfies Feature;
