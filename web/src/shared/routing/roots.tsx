import { createRootRoute, createRoute, redirect } from '@tanstack/react-router';
import { isEnrolling, sessionState, type Role } from '@/shared/api/session';

export const rootRoute = createRootRoute();

/** Where a second factor is added. Who owes one is led there from everywhere: every other page would refuse. */
export const enrolmentPage = '/account/security';

function toEnrolment({ location }: { location: { pathname: string } }) {
  if (isEnrolling() && location.pathname !== enrolmentPage) throw redirect({ to: enrolmentPage, replace: true });
}

/** Pages of people who are signed in: header, navigation, content. Others are sent to log in, then back. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  beforeLoad: ({ location }) => {
    const session = sessionState();
    if (session.phase === 'in') return toEnrolment({ location });
    const back = location.href !== '/' && !(session.phase === 'out' && session.left);
    throw redirect({ to: '/login', search: back ? { next: location.href } : {}, replace: true });
  },
});

/** Pages that need no one to be signed in: one narrow card. */
export const plainRoute = createRoute({ getParentRoute: () => rootRoute, id: 'plain' });

/** Pages for everybody: within the shell for people who are signed in, in a plain frame for others. */
export const openRoute = createRoute({ getParentRoute: () => rootRoute, id: 'open', beforeLoad: toEnrolment });

/** Thrown by `only`; the shell shows a page that says so. */
export class NotAllowed extends Error {}

/** For a route's beforeLoad: `beforeLoad: only('receptionist', 'admin')`. The server decides; this is courtesy. */
export function only(...roles: Role[]) {
  return () => {
    const session = sessionState();
    if (session.phase === 'in' && !session.user.roles.some((role) => roles.includes(role))) throw new NotAllowed();
  };
}

/** Search params come from the address bar: anything. A text, or nothing. */
export function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** One of the given words, or nothing. */
export function oneOf<T extends string>(value: unknown, ...words: T[]): T | undefined {
  return words.find((word) => word === value);
}

/** `2026-11-20`, or nothing. */
export function day(value: unknown): string | undefined {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined;
}

/** A path inside the app, or nothing: `next` must never lead to another site. */
export function ownPath(value: unknown): string | undefined {
  return typeof value === 'string' && /^\/(?![/\\])/.test(value) ? value : undefined;
}
