import type { WishLine } from '../api';
import { useT } from '../i18n';
import classes from './waiting.module.css';

export function StateBadge({ status }: { status: WishLine['status'] }) {
  const t = useT();
  return <span className={classes.badge} data-status={status}>{t(`status.${status}`)}</span>;
}
