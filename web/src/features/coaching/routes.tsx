import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { IconHeartHandshake, IconIdBadge2, IconListCheck, IconMessages, IconShieldCheck } from '@tabler/icons-react';
import type { Role } from '@/shared/api';
import { oneOf, only, openRoute, shellRoute, text, type Feature } from '@/shared/routing';
import { t } from './i18n';

const readers: Role[] = ['patient', 'coach', 'practitioner', 'admin'];

export const feedRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/posts',
  validateSearch: (raw: Record<string, unknown>): { view?: 'followed' | 'mine' } => ({ view: oneOf(raw.view, 'followed', 'mine') }),
  component: lazyRouteComponent(() => import('./pages/FeedPage')),
});

export const postRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/posts/$id',
  component: lazyRouteComponent(() => import('./pages/PostPage')),
});

export const coachesRoute = createRoute({
  getParentRoute: () => openRoute,
  path: '/coaches',
  validateSearch: (raw: Record<string, unknown>): { specialty?: string } => ({ specialty: text(raw.specialty) }),
  component: lazyRouteComponent(() => import('./pages/CoachesPage')),
});

export const coachRoute = createRoute({
  getParentRoute: () => openRoute,
  path: '/coaches/$id',
  component: lazyRouteComponent(() => import('./pages/CoachPage')),
});

const myPageRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/my-page',
  beforeLoad: only('coach'),
  component: lazyRouteComponent(() => import('./pages/MyPagePage')),
});

export const moderationRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/moderation',
  validateSearch: (raw: Record<string, unknown>): { view?: 'hidden' } => ({ view: oneOf(raw.view, 'hidden') }),
  beforeLoad: only('admin'),
  component: lazyRouteComponent(() => import('./pages/ModerationPage')),
});

const specialtiesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/specialties',
  beforeLoad: only('admin'),
  component: lazyRouteComponent(() => import('./pages/SpecialtiesPage')),
});

export default {
  id: 'coaching',
  routes: [feedRoute, postRoute, coachesRoute, coachRoute, myPageRoute, moderationRoute, specialtiesRoute],
  nav: [
    { id: 'posts', to: '/posts', label: () => t('nav.feed'), icon: IconMessages, roles: readers, order: 34, keys: 'g c' },
    { id: 'coaches', to: '/coaches', label: () => t('nav.coaches'), icon: IconHeartHandshake, roles: readers, order: 36 },
    { id: 'my-page', to: '/my-page', label: () => t('nav.myPage'), icon: IconIdBadge2, roles: ['coach'], order: 38 },
    { id: 'moderation', to: '/admin/moderation', label: () => t('nav.moderation'), icon: IconShieldCheck, roles: ['admin'], order: 66, group: 'admin' },
    { id: 'specialties', to: '/admin/specialties', label: () => t('nav.specialties'), icon: IconListCheck, roles: ['admin'], order: 63, group: 'admin' },
  ],
} satisfies Feature;
