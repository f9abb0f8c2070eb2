import { useMediaQuery } from '@mantine/hooks';
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { useUser } from '@/shared/api';
import { useEnrolling } from '@/shared/api/session';
import { useT } from '@/shared/i18n/shared';
import { addShortcut, useKey } from '@/shared/keys/registry';
import { useSites } from '@/shared/site';
import { PageLoading } from '@/shared/ui';
import { actionsOf, bannersOf, navOf } from '../features';
import { Banners } from './Banners';
import { BottomBar, SideNav } from './nav';
import { Header } from './Header';
import { openPalette, usePanels } from './panels';
import classes from './Shell.module.css';

const Palette = lazy(() => import('./Palette'));
const KeysHelp = lazy(() => import('./KeysHelp'));

/** Keys of the navigation and of the actions that the user's roles have. */
function useFeatureKeys() {
  const user = useUser();
  const navigate = useNavigate();
  const t = useT();
  useEffect(() => {
    const go = (path: string) => void navigate({ to: path });
    const pages = navOf(user).map(({ keys, label, to }) => ({ keys, label: () => t('keys.go', { page: label() }), run: () => go(to) }));
    const actions = actionsOf(user).map(({ keys, label, run }) => ({ keys, label, run: () => run(go) }));
    const removers = [...pages, ...actions].flatMap(({ keys, label, run }) => (keys ? [addShortcut({ keys, label, run, scope: 'everywhere' })] : []));
    return () => removers.forEach((remove) => remove());
  }, [user, navigate, t]);
}

/** After a change of page, the keyboard and the screen reader start at the new content. */
function useFocusOnContent() {
  const main = useRef<HTMLElement>(null);
  const path = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname });
  const first = useRef(true);
  useEffect(() => {
    if (first.current) first.current = false;
    else if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true });
  }, [path]);
  return main;
}

/** What a feature has to say to this person above every page. */
function FeatureBanners() {
  const user = useUser();
  return <Suspense>{bannersOf(user).map(({ id, Part }) => <Part key={id} />)}</Suspense>;
}

/** Dates follow the site's zone from the first page on. */
function SiteZone() {
  useSites();
  return null;
}

/** The frame of every page of people who are signed in. */
export function Shell() {
  const t = useT();
  const main = useFocusOnContent();
  const panels = usePanels();
  const enrolling = useEnrolling();
  const phone = useMediaQuery('(max-width: 47.99em)', undefined, { getInitialValueInEffect: false });
  useFeatureKeys();
  const search = () => enrolling || openPalette();
  useKey('mod+k', () => t('keys.palette'), search, 'everywhere');
  useKey('/', () => t('keys.palette'), search, 'everywhere');
  useKey('?', () => t('keys.help'), () => panels.showHelp(true), 'everywhere');
  return (
    <div className={classes.frame}>
      <a href="#content" className={classes.skip}>
        {t('app.skip')}
      </a>
      <Header />
      {!phone && <SideNav />}
      <main id="content" className={classes.main} ref={main} tabIndex={-1}>
        <Banners />
        {!enrolling && <SiteZone />}
        <FeatureBanners />
        <Suspense fallback={<PageLoading />}>
          <Outlet />
        </Suspense>
      </main>
      {phone && <BottomBar />}
      <Suspense>
        {panels.paletteSeen && <Palette />}
        {panels.help && <KeysHelp onClose={() => panels.showHelp(false)} />}
      </Suspense>
    </div>
  );
}
