import { Outlet } from '@tanstack/react-router';
import { LanguageSwitch, ThemeSwitch } from './shell/switches';
import { Logo } from './shell/Logo';
import classes from './Plain.module.css';

/** The frame of the pages before log-in: a narrow card on paper. */
export function Plain() {
  return (
    <div className={classes.frame}>
      <header className={classes.header}>
        <Logo />
        <div className={classes.switches}>
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
      </header>
      <main className={classes.main}>
        <Outlet />
      </main>
    </div>
  );
}
