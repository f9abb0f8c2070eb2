import { useNow, waited } from './clock';
import { useT } from './i18n';
import type { Visit } from './list';
import classes from './visit.module.css';

/** How long someone who has arrived has been waiting, in apricot. */
export function Waiting({ visit }: { visit: Visit }) {
  const t = useT();
  const count = waited(visit, useNow());
  return (
    <span className={classes.waiting}>
      <span aria-hidden>{t('waiting', { count })}</span>
      <span className={classes.unseen}>{t('waitingLong', { count })}</span>
    </span>
  );
}
