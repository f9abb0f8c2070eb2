import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { IconCalendarHeart, IconCalendarPlus, IconUserCircle } from '@tabler/icons-react';
import type { Role } from '@/shared/api';
import { day, oneOf, only, openRoute, shellRoute, text, type Feature } from '@/shared/routing';
import { t } from './i18n';

// The server books for patients alone; coaches have a record of their own to keep.
const who: Role[] = ['patient'];

/** The whole choice lives in the address: going back, reloading and sharing the screen all work. */
export interface Choice {
  /** For whom, when it is not oneself. */
  for?: string;
  type?: string;
  practitioner?: string;
  site?: string;
  mode?: 'on_site' | 'video' | 'home';
  /** A day of the week on screen. */
  week?: string;
  /** The slot: begin, with whom, where. */
  at?: string;
  with?: string;
  place?: string;
  /** In a frame of another site. */
  embed?: 1;
}

export interface ChosenSlot {
  starts_at: string;
  practitioner_id: string;
  site_id: string;
}

export function slotOf({ at, with: practitioner_id, place: site_id }: Choice): ChosenSlot | undefined {
  return at && practitioner_id && site_id ? { starts_at: at, practitioner_id, site_id } : undefined;
}

function choiceOf(raw: Record<string, unknown>): Choice {
  const at = text(raw.at);
  return {
    for: text(raw.for),
    type: text(raw.type),
    practitioner: text(raw.practitioner),
    site: text(raw.site),
    mode: oneOf(raw.mode, 'on_site', 'video', 'home'),
    week: day(raw.week),
    at: at && Date.parse(at) ? at : undefined,
    with: text(raw.with),
    place: text(raw.place),
    embed: raw.embed === 1 ? 1 : undefined,
  };
}

export const bookRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/book',
  validateSearch: choiceOf,
  beforeLoad: only(...who),
  component: lazyRouteComponent(() => import('./pages/BookPage')),
});

/** Everybody's page, of the whole clinic or of one practitioner. Here too the address holds the choice, until it is confirmed. */
export const publicRoute = createRoute({
  getParentRoute: () => openRoute,
  path: '/rdv/{-$slug}',
  validateSearch: choiceOf,
  component: lazyRouteComponent(() => import('./pages/PublicPage')),
});

export const bookedRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/book/done/$id',
  beforeLoad: only(...who),
  component: lazyRouteComponent(() => import('./pages/BookedPage')),
});

const visitsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/my-visits',
  beforeLoad: only(...who),
  component: lazyRouteComponent(() => import('./pages/MyVisitsPage')),
});

const profileRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/my-profile',
  beforeLoad: only(...who, 'coach'),
  component: lazyRouteComponent(() => import('./pages/MyProfilePage')),
});

export default {
  id: 'booking',
  routes: [bookRoute, publicRoute, bookedRoute, visitsRoute, profileRoute],
  nav: [
    { id: 'my-visits', to: '/my-visits', label: () => t('nav.visits'), icon: IconCalendarHeart, roles: ['patient'], order: 10, keys: 'g v' },
    { id: 'book', to: '/book', label: () => t('nav.bookShort'), icon: IconCalendarPlus, roles: ['patient'], order: 20, keys: 'g b' },
    { id: 'my-profile', to: '/my-profile', label: () => t('nav.profile'), icon: IconUserCircle, roles: ['patient'], order: 30, keys: 'g i' },
  ],
} satisfies Feature;
