import { Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { LanguageSwitch, ThemeSwitch } from './shell/switches';
import { Logo } from './shell/Logo';
import classes from './Plain.module.css';

/** The frame of the pages before log-in: a narrow card on paper, or a page as wide as it wants. */
export function Plain({ wide = false, bare = false, children }: { wide?: boolean; bare?: boolean; children?: ReactNode }) {
  return (
    <div className={classes.frame}>
      <header className={classes.header} data-wide={wide || undefined}>
        {!bare && <Logo />}
        <div className={classes.switches}>
          {children}
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
      </header>
      <main className={classes.main} data-wide={wide || undefined}>
        <Outlet />
      </main>
    </div>
  );
}
