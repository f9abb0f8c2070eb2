import { IconHourglass } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { oneOf, only, shellRoute, text, type Feature } from '@/shared/routing';
import { t } from './i18n';

export const waitingRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/waiting-list',
  validateSearch: (raw: Record<string, unknown>): { type?: string; practitioner?: string; all?: 'all' } => ({
    type: text(raw.type),
    practitioner: text(raw.practitioner),
    all: oneOf(raw.all, 'all'),
  }),
  beforeLoad: only('receptionist', 'admin'),
  component: lazyRouteComponent(() => import('./pages/WaitingPage')),
});

export const waitRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/wait',
  validateSearch: (raw: Record<string, unknown>): { for?: string; type?: string; practitioner?: string; site?: string } => ({
    for: text(raw.for),
    type: text(raw.type),
    practitioner: text(raw.practitioner),
    site: text(raw.site),
  }),
  beforeLoad: only('patient'),
  component: lazyRouteComponent(() => import('./pages/WaitPage')),
});

const wishesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/my-wishes',
  beforeLoad: only('patient'),
  component: lazyRouteComponent(() => import('./pages/MyWishesPage')),
});

export const offerRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/offers/$id',
  beforeLoad: only('patient'),
  component: lazyRouteComponent(() => import('./pages/OfferPage')),
});

export default {
  id: 'waiting',
  routes: [waitingRoute, waitRoute, wishesRoute, offerRoute],
  nav: [{ id: 'waiting', to: '/waiting-list', label: () => t('nav'), icon: IconHourglass, roles: ['receptionist', 'admin'], order: 14, keys: 'g l' }],
} satisfies Feature;
