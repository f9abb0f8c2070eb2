import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import { shellRoute, type Feature } from '@/shared/routing';

export const settingsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/notification-settings',
  component: lazyRouteComponent(() => import('./pages/SettingsPage')),
});

export default { id: 'notifications', routes: [settingsRoute], header: lazy(() => import('./parts/Bell')) } satisfies Feature;
