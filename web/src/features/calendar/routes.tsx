import { IconCalendar, IconLayoutColumns, IconPlus } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { day, oneOf, only, shellRoute, text, type Feature } from '@/shared/routing';
import { t } from './i18n';

export type View = 'day' | 'week' | 'month' | 'agenda';

export interface CalendarSearch {
  view?: View;
  day?: string;
  /** The week of one practitioner; without, of all. */
  practitioner?: string;
  /** The visit whose drawer is open. */
  visit?: string;
  /** The group whose drawer is open. */
  group?: string;
  /** Asks for a new visit: opens the drawer and goes. */
  new?: string;
}

export const calendarRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/calendar',
  validateSearch: (raw: Record<string, unknown>): CalendarSearch => ({
    view: oneOf(raw.view, 'day', 'week', 'month', 'agenda'),
    day: day(raw.day),
    practitioner: text(raw.practitioner),
    visit: text(raw.visit),
    group: text(raw.group),
    new: text(raw.new),
  }),
  beforeLoad: only('receptionist', 'admin'),
  component: lazyRouteComponent(() => import('./pages/CalendarPage')),
});

export const boardRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/board',
  validateSearch: (raw: Record<string, unknown>): { visit?: string } => ({ visit: text(raw.visit) }),
  beforeLoad: only('receptionist', 'admin'),
  component: lazyRouteComponent(() => import('./pages/BoardPage')),
});

export default {
  id: 'calendar',
  routes: [calendarRoute, boardRoute],
  nav: [
    { id: 'board', to: '/board', label: () => t('board'), icon: IconLayoutColumns, roles: ['receptionist', 'admin'], order: 9, keys: 'g j' },
    { id: 'calendar', to: '/calendar', label: () => t('nav'), icon: IconCalendar, roles: ['receptionist', 'admin'], order: 10, keys: 'g a' },
  ],
  actions: [{ id: 'calendar.new', label: () => t('new'), icon: IconPlus, roles: ['receptionist', 'admin'], keys: 'n', run: (go) => go('/calendar?new=1') }],
} satisfies Feature;
