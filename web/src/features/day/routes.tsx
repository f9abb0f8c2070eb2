import { IconSun } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { day, only, shellRoute, text, type Feature } from '@/shared/routing';
import { t } from './i18n';

export const myDayRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/my-day',
  validateSearch: (raw: Record<string, unknown>): { day?: string; visit?: string } => ({ day: day(raw.day), visit: text(raw.visit) }),
  beforeLoad: only('practitioner', 'coach'),
  component: lazyRouteComponent(() => import('./pages/MyDayPage')),
});

export default {
  id: 'day',
  routes: [myDayRoute],
  nav: [{ id: 'day', to: '/my-day', label: () => t('nav'), icon: IconSun, roles: ['practitioner', 'coach'], order: 10, keys: 'g d' }],
} satisfies Feature;
