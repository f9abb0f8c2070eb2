import { useWards } from '@/shared/patient/wards';
import { StatusBadge } from '@/shared/ui';
import { useT } from '../i18n';
import { useVisitWords } from './Summary';
import { ToPay } from './ToPay';
import { VisitActs, type VisitActsProps } from './VisitActs';
import classes from './booking.module.css';

export function VisitRow({ visit, onMove, onCancel }: Pick<VisitActsProps, 'visit'> & Partial<VisitActsProps>) {
  const t = useT();
  const { what, when, who, place } = useVisitWords(visit);
  const whose = useWards().length > 0 && visit.patient_name;
  return (
    <li className={classes.visit} data-off={visit.status === 'cancelled' || undefined}>
      <div>
        <p className={classes.strong}>{when}</p>
        <p className={classes.soft}>{[whose, what, who, place].filter(Boolean).join(' · ')}</p>
        {/* The clinic's own words: the front desk is told that the patient reads them. */}
        {visit.cancelled_by === 'clinic' && visit.cancel_reason && <p className={classes.soft}>{t('cancelledWhy', { reason: visit.cancel_reason })}</p>}
        {visit.cancelled_by === 'system' && <p className={classes.soft}>{t('unpaid')}</p>}
        <ToPay visit={visit} />
      </div>
      <div className={classes.visitActs}>
        <StatusBadge status={visit.status} />
        {onMove && onCancel && <VisitActs visit={visit} onMove={onMove} onCancel={onCancel} />}
      </div>
    </li>
  );
}
