import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { sessionState } from '@/shared/api/session';
import { openRoute, plainRoute, rootRoute, shellRoute } from '@/shared/routing/roots';
import { Crash } from './Crash';
import { features, homeOf } from './features';
import { NotFound } from './NotFound';
import { Open } from './Open';
import { Plain } from './Plain';

const homeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  beforeLoad: () => {
    const session = sessionState();
    if (session.phase === 'in') throw redirect({ to: homeOf(session.user), replace: true });
  },
});

const lostRoute = createRoute({ getParentRoute: () => shellRoute, path: '$', component: NotFound });

const routes = features.flatMap((feature) => feature.routes ?? []);
const under = (parent: unknown) => routes.filter((route) => route.options.getParentRoute?.() === parent);

const tree = rootRoute.addChildren([
  shellRoute.update({ component: lazyRouteComponent(() => import('./shell/Shell'), 'Shell'), errorComponent: Crash }).addChildren([homeRoute, ...under(shellRoute), lostRoute]),
  plainRoute.update({ component: Plain }).addChildren(under(plainRoute)),
  openRoute.update({ component: Open, errorComponent: Crash }).addChildren(under(openRoute)),
]);

let shown = '';
let replaced = false;

/** A page that writes into its own address – a filter, the visit that lies open – stays where its reader is. */
function movesOn(path: string): boolean {
  const stays = replaced && path === shown;
  shown = path;
  return !stays;
}

export const router = createRouter({
  routeTree: tree,
  defaultPreload: 'intent',
  defaultErrorComponent: Crash,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: ({ location }) => movesOn(location.pathname),
});

router.history.subscribe(({ action }) => {
  replaced = action.type === 'REPLACE';
});
