import { IconNotes } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import { only, shellRoute, type Feature, type Visit } from '@/shared/routing';
import { t } from './i18n';

export const consultationRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/consultations/$id',
  beforeLoad: only('practitioner', 'admin'),
  component: lazyRouteComponent(() => import('./pages/ConsultationPage')),
});

const soon = 12 * 3600_000;
const takesPlace = ({ status, starts_at }: Visit) =>
  ['arrived', 'in_progress', 'fulfilled'].includes(status) || (['booked', 'confirmed'].includes(status) && Date.parse(starts_at) - Date.now() < soon);

export default {
  id: 'consultations',
  routes: [consultationRoute],
  patientTabs: [
    { id: 'consultations', label: () => t('tab'), roles: ['practitioner', 'admin'], order: 20, panel: lazy(() => import('./parts/NotesPanel')) },
  ],
  visitLinks: [
    {
      id: 'consultations.open',
      label: () => t('open'),
      icon: IconNotes,
      roles: ['practitioner'],
      shows: takesPlace,
      run: (go, visit) => void import('./api').then(({ openVisit }) => openVisit(go, visit)),
    },
  ],
} satisfies Feature;
