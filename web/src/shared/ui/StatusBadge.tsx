import { useT } from '@/shared/i18n/shared';
import type { Schema } from '@/shared/api';
import classes from './ui.module.css';

export type Status = Schema['Appointment']['status'] | Schema['User']['status'] | Schema['Invoice']['status'] | 'overdue' | 'to_refund' | 'credit_note' | 'archived';

const tones: Record<Status, 'plain' | 'pine' | 'now' | 'quiet' | 'danger'> = {
  pending: 'plain',
  booked: 'plain',
  confirmed: 'pine',
  arrived: 'now',
  in_progress: 'now',
  fulfilled: 'quiet',
  cancelled: 'quiet',
  no_show: 'danger',
  invited: 'plain',
  active: 'pine',
  disabled: 'quiet',
  archived: 'quiet',
  draft: 'plain',
  issued: 'plain',
  partially_paid: 'plain',
  paid: 'pine',
  credited: 'quiet',
  overdue: 'danger',
  to_refund: 'danger',
  credit_note: 'quiet',
};

/** A state in words; the colour and the edge only repeat it. */
export function StatusBadge({ status }: { status: Status }) {
  const t = useT();
  return (
    <span className={classes.badge} data-tone={tones[status]} data-dashed={status === 'pending' || status === 'invited' || status === 'draft' || undefined}>
      {t(`status.${status}`)}
    </span>
  );
}
