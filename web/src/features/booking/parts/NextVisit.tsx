import { useWards } from '@/shared/patient/wards';
import { StatusBadge } from '@/shared/ui';
import { useT } from '../i18n';
import { AddToCalendar } from './AddToCalendar';
import { useVisitWords } from './Summary';
import { ToPay } from './ToPay';
import { VisitActs, type VisitActsProps } from './VisitActs';
import classes from './booking.module.css';

/** The visit that one opens the app for. */
export function NextVisit(props: VisitActsProps) {
  const t = useT();
  const { visit } = props;
  const shared = useWards().length > 0;
  const { what, when, who, place, address } = useVisitWords(visit);
  return (
    <section className={classes.next} aria-labelledby="next-visit">
      <h2 id="next-visit">{t('visits.next')}</h2>
      <p className={classes.nextWhen}>{when}</p>
      <p className={classes.nextText}>{shared && `${visit.patient_name} · `}{what} · {who}</p>
      <p className={classes.nextText}>{place}{address && <span className={classes.soft}> · {address}</span>}</p>
      <p className={classes.nextText}><StatusBadge status={visit.status} /></p>
      <ToPay visit={visit} />
      <div className={classes.nextActs}>
        <AddToCalendar visit={visit} />
        <VisitActs {...props} />
      </div>
    </section>
  );
}
