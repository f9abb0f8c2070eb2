import type { Schema } from '@/shared/api';
import { useT as useShared } from '@/shared/i18n/shared';
import { useFormats } from '@/shared/time';
import { fullName } from '@/shared/ui';
import { useT } from '../i18n';
import { useCatalogue } from '../source';
import { cutOff } from '../visits';
import classes from './booking.module.css';

export type VisitFacts = Pick<Schema['Appointment'], 'starts_at' | 'practitioner_id' | 'site_id' | 'visit_type_id' | 'mode'>;

/** The words of a visit: what, when, with whom, where; the time on the clock of its site. */
export function useVisitWords({ starts_at, practitioner_id, site_id, visit_type_id, mode }: VisitFacts) {
  const t = useT();
  const shared = useShared();
  const { date, time } = useFormats();
  const catalogue = useCatalogue();
  const site = catalogue.site(site_id);
  const practitioner = catalogue.practitioner(practitioner_id);
  const type = catalogue.visitType(visit_type_id);
  const zone = site?.time_zone ?? catalogue.zone;
  const said = (instant: string) => t('when', { day: date(instant, 'long', zone), time: time(instant, zone) });
  const address = site && [site.address.line1, site.address.line2, `${site.address.postal_code} ${site.address.city}`].filter(Boolean).join(', ');
  return {
    what: type?.name ?? '',
    type,
    when: said(starts_at),
    /** Until when it can be changed online. */
    until: said(new Date(cutOff({ starts_at }, type)).toISOString()),
    who: practitioner ? fullName(practitioner) : '',
    specialty: practitioner?.specialty,
    place: mode === 'on_site' ? (site?.name ?? '') : shared(`mode.${mode}`),
    address: mode === 'on_site' ? address : undefined,
    site: site?.name ?? '',
    phone: site?.phone,
    said,
  };
}

/** `whose`: for whom it is, where that is not said by who looks. */
export function Summary({ visit, whose }: { visit: VisitFacts; whose?: string }) {
  const t = useT();
  const shared = useShared();
  const { money } = useFormats();
  const { what, type, when, who, specialty, place, address } = useVisitWords(visit);
  return (
    <dl className={classes.summary}>
      {whose && <><dt>{t('for')}</dt><dd className={classes.strong}>{whose}</dd></>}
      <dt>{t('summary.what')}</dt>
      <dd><span className={classes.strong}>{what}</span>{type && <><br /><span className={classes.soft}>{shared('time.minutes', { count: type.duration_minutes })} · {money(type.price)}</span></>}</dd>
      <dt>{t('summary.when')}</dt>
      <dd className={classes.strong}>{when}</dd>
      <dt>{t('summary.who')}</dt>
      <dd>{who}{specialty && <><br /><span className={classes.soft}>{specialty}</span></>}</dd>
      <dt>{t('summary.where')}</dt>
      <dd>{place}{address && <><br /><span className={classes.soft}>{address}</span></>}</dd>
    </dl>
  );
}
