import { StatusBadge } from '@/shared/ui';
import { useVisitWords } from './Summary';
import { VisitActs, type VisitActsProps } from './VisitActs';
import classes from './booking.module.css';

export function VisitRow({ visit, onMove, onCancel }: Pick<VisitActsProps, 'visit'> & Partial<VisitActsProps>) {
  const { what, when, who, place } = useVisitWords(visit);
  return (
    <li className={classes.visit} data-off={visit.status === 'cancelled' || undefined}>
      <div>
        <p className={classes.strong}>{when}</p>
        <p className={classes.soft}>{[what, who, place].filter(Boolean).join(' · ')}</p>
      </div>
      <div className={classes.visitActs}>
        <StatusBadge status={visit.status} />
        {onMove && onCancel && <VisitActs visit={visit} onMove={onMove} onCancel={onCancel} />}
      </div>
    </li>
  );
}
