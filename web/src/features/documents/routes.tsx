import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { IconFolder } from '@tabler/icons-react';
import { lazy } from 'react';
import { only, shellRoute, type Feature } from '@/shared/routing';
import { t } from './i18n';

export const myDocumentsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/my-documents',
  beforeLoad: only('patient'),
  component: lazyRouteComponent(() => import('./pages/MyDocumentsPage')),
});

export default {
  id: 'documents',
  routes: [myDocumentsRoute],
  nav: [{ id: 'my-documents', to: '/my-documents', label: () => t('nav'), icon: IconFolder, roles: ['patient'], order: 30, keys: 'g d' }],
  patientTabs: [
    { id: 'documents', label: () => t('nav'), roles: ['practitioner', 'receptionist', 'admin'], order: 40, panel: lazy(() => import('./parts/PatientFiles')) },
  ],
} satisfies Feature;
