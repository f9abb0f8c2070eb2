import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { sessionState } from '@/shared/api/session';
import { ownPath, plainRoute, shellRoute, text, type Feature } from '@/shared/routing';

/** Links of mails carry a token. */
const byToken = (raw: Record<string, unknown>): { token?: string } => ({ token: text(raw.token) });

/** Who is signed in has no business on the log-in page. */
function awayWhenIn({ search }: { search: { next?: string } }) {
  if (sessionState().phase === 'in') throw redirect({ href: search.next ?? '/', replace: true });
}

export const loginRoute = createRoute({
  getParentRoute: () => plainRoute,
  path: '/login',
  validateSearch: (raw: Record<string, unknown>): { next?: string } => ({ next: ownPath(raw.next) }),
  beforeLoad: awayWhenIn,
  component: lazyRouteComponent(() => import('./pages/LogInPage')),
});

export const callbackRoute = createRoute({
  getParentRoute: () => plainRoute,
  path: '/login/callback',
  validateSearch: (raw: Record<string, unknown>): { code?: string; state?: string } => ({ code: text(raw.code), state: text(raw.state) }),
  component: lazyRouteComponent(() => import('./pages/CallbackPage')),
});

export const registerRoute = createRoute({
  getParentRoute: () => plainRoute,
  path: '/register',
  validateSearch: (raw: Record<string, unknown>): { next?: string } => ({ next: ownPath(raw.next) }),
  beforeLoad: awayWhenIn,
  component: lazyRouteComponent(() => import('./pages/RegisterPage')),
});

export const setupRoute = createRoute({
  getParentRoute: () => plainRoute,
  path: '/setup',
  validateSearch: byToken,
  component: lazyRouteComponent(() => import('./pages/SetUpPage')),
});

export const invitationRoute = createRoute({
  getParentRoute: () => plainRoute,
  path: '/invitation',
  validateSearch: byToken,
  component: lazyRouteComponent(() => import('./pages/InvitationPage')),
});

export const forgotRoute = createRoute({
  getParentRoute: () => plainRoute,
  path: '/forgot-password',
  component: lazyRouteComponent(() => import('./pages/ForgotPage')),
});

export const resetRoute = createRoute({
  getParentRoute: () => plainRoute,
  path: '/reset-password',
  validateSearch: byToken,
  component: lazyRouteComponent(() => import('./pages/ResetPage')),
});

export const verifyRoute = createRoute({
  getParentRoute: () => plainRoute,
  path: '/verify-email',
  validateSearch: byToken,
  component: lazyRouteComponent(() => import('./pages/VerifyPage')),
});

export const confirmRoute = createRoute({
  getParentRoute: () => plainRoute,
  path: '/confirm-email',
  validateSearch: byToken,
  component: lazyRouteComponent(() => import('./pages/ConfirmPage')),
});

const accountRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/account',
  component: lazyRouteComponent(() => import('./pages/AccountPage')),
});

const securityRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/account/security',
  component: lazyRouteComponent(() => import('./pages/SecurityPage')),
});

export default {
  id: 'auth',
  routes: [
    loginRoute, callbackRoute, registerRoute, setupRoute, invitationRoute, forgotRoute, resetRoute, verifyRoute, confirmRoute, accountRoute,
    securityRoute,
  ],
} satisfies Feature;
