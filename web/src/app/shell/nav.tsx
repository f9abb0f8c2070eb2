import { UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useUser } from '@/shared/api';
import { useT } from '@/shared/i18n/shared';
import type { NavItem } from '@/shared/routing';
import { navOf } from '../features';
import classes from './Shell.module.css';

const MoreDrawer = lazy(() => import('./MoreDrawer'));

function NavLink({ item, className, onClick }: { item: NavItem; className?: string; onClick?: () => void }) {
  const Icon = item.icon;
  return (
    <Link to={item.to} className={className ?? classes.navLink} activeProps={{ 'data-active': true, 'aria-current': 'page' }} onClick={onClick}>
      <Icon size={20} stroke={1.7} />
      <span>{item.label()}</span>
    </Link>
  );
}

export function SideNav() {
  const t = useT();
  const items = navOf(useUser());
  if (items.length === 0) return null;
  const admin = items.filter(({ group }) => group === 'admin');
  return (
    <nav className={classes.nav} aria-label={t('app.navigation')}>
      {items.filter(({ group }) => group !== 'admin').map((item) => <NavLink key={item.id} item={item} />)}
      {admin.length > 0 && <p className={classes.navHeading}>{t('app.administration')}</p>}
      {admin.map((item) => <NavLink key={item.id} item={item} />)}
    </nav>
  );
}

const room = 5;

/** The phone's bar: as many entries as a thumb can tell apart, the rest under « Plus ». */
export function BottomBar() {
  const t = useT();
  const [more, { open, close }] = useDisclosure();
  const items = navOf(useUser());
  const shown = items.length > room ? items.filter(({ group }) => group !== 'admin').slice(0, room - 1) : items;
  const rest = items.filter((item) => !shown.includes(item));
  if (items.length === 0) return null;
  return (
    <nav className={classes.bottomBar} aria-label={t('app.navigation')}>
      {shown.map((item) => <NavLink key={item.id} item={item} className={classes.barLink} />)}
      {rest.length > 0 && (
        <UnstyledButton className={classes.barLink} onClick={open} aria-haspopup="dialog">
          <IconDots size={20} stroke={1.7} />
          <span>{t('app.more')}</span>
        </UnstyledButton>
      )}
      <Suspense>
        {more && <MoreDrawer onClose={close}>{rest.map((item) => <NavLink key={item.id} item={item} onClick={close} />)}</MoreDrawer>}
      </Suspense>
    </nav>
  );
}
