import { ActionIcon, Kbd, UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { Suspense } from 'react';
import { useEnrolling } from '@/shared/api/session';
import { useT } from '@/shared/i18n/shared';
import { features } from '../features';
import { AccountMenu } from './AccountMenu';
import { Logo } from './Logo';
import { openPalette } from './panels';
import classes from './Shell.module.css';
import { LanguageSwitch, ThemeSwitch } from './switches';

const parts = features.flatMap(({ id, header: Part }) => (Part ? [<Part key={id} />] : []));

export function Header() {
  const t = useT();
  const enrolling = useEnrolling();
  return (
    <header className={classes.header}>
      <Logo />
      {!enrolling && (
        <UnstyledButton className={classes.search} onClick={openPalette} aria-keyshortcuts="Control+K">
          <IconSearch size={17} />
          <span>{t('app.search')}</span>
          <Kbd size="xs">Ctrl K</Kbd>
        </UnstyledButton>
      )}
      <div className={classes.tools}>
        {!enrolling && (
          <ActionIcon variant="subtle" color="gray" size="lg" className={classes.searchIcon} aria-label={t('app.searchShort')} onClick={openPalette}>
            <IconSearch size={20} />
          </ActionIcon>
        )}
        <Suspense>{!enrolling && parts}</Suspense>
        <span className={classes.switches}>
          <LanguageSwitch />
          <ThemeSwitch />
        </span>
        <AccountMenu />
      </div>
    </header>
  );
}
