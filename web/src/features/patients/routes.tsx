import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { IconFolderHeart, IconLockOpen, IconUserPlus, IconUsers } from '@tabler/icons-react';
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

const glassRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/break-glass',
  beforeLoad: only('admin'),
  component: lazyRouteComponent(() => import('./pages/GlassPage')),
});

const myRecordRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/my-record',
  beforeLoad: only('patient', 'coach'),
  component: lazyRouteComponent(() => import('./pages/MyRecordPage')),
});

export default {
  id: 'patients',
  routes: [patientsRoute, patientRoute, glassRoute, myRecordRoute],
  nav: [
    { id: 'patients', to: '/patients', label: () => t('nav'), icon: IconUsers, roles: readers, order: 20, keys: 'g p' },
    { id: 'my-record', to: '/my-record', label: () => t('mine.nav'), icon: IconFolderHeart, roles: ['patient'], order: 25, keys: 'g m' },
    { id: 'break-glass', to: '/admin/break-glass', label: () => t('glass.nav'), icon: IconLockOpen, roles: ['admin'], order: 64, group: 'admin' },
  ],
  patientTabs: [
    { id: 'overview', label: () => t('tab.overview'), roles: readers, order: 0, panel: lazy(() => import('./parts/Overview')) },
    { id: 'record', label: () => t('tab.record'), roles: ['practitioner', 'admin'], order: 10, panel: lazy(() => import('./record/RecordPanel')) },
    { id: 'timeline', label: () => t('tab.timeline'), roles: ['practitioner', 'receptionist', 'admin'], order: 90, panel: lazy(() => import('./record/TimelinePanel')) },
  ],
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
      order: 10,
    },
  ],
} satisfies Feature;
