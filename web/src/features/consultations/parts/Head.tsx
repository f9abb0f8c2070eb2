import { Badge, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useDirectory } from '@/shared/directory';
import { useT as useShared } from '@/shared/i18n/shared';
import { useSiteZone } from '@/shared/site';
import { ageOn, today, useFormats } from '@/shared/time';
import { fullName } from '@/shared/ui';
import { usePatient } from '../api';
import type { Consultation } from '../draft/values';
import { useT } from '../i18n';
import classes from './consultation.module.css';

/** Whose note this is: always on top, so that nobody writes into the wrong record. */
export function Head({ row }: { row: Consultation }) {
  const t = useT();
  const shared = useShared();
  const { date, time } = useFormats();
  const now = today(useSiteZone());
  const directory = useDirectory();
  const patient = usePatient(row.patient_id).data;
  const practitioner = directory.practitioner(row.practitioner_id);
  const site = directory.site(row.site_id);
  useEffect(() => {
    document.title = `${row.patient_name} · Monoclinic`;
  }, [row.patient_name]);
  return (
    <header className={classes.head}>
      <div>
        <Title order={1}>
          <Link to="/patients/$id" params={{ id: row.patient_id }}>{row.patient_name}</Link>
        </Title>
        <p className={classes.facts}>
          {patient?.birth_date && <span>{shared('person.age', { count: ageOn(patient.birth_date, now) })} · {date(patient.birth_date, 'short')}</span>}
          {patient && <span>{shared(`sex.${patient.sex}`)}</span>}
          <span>{date(row.started_at, 'medium', site?.time_zone)}, {time(row.started_at, site?.time_zone)}</span>
          {practitioner && <span>{fullName(practitioner)}</span>}
        </p>
      </div>
      <Allergies background={row.background} />
      <Badge variant={row.signed_at ? 'light' : 'outline'} color={row.signed_at ? undefined : 'gray'} size="lg" className={classes.badge}>
        {t(row.signed_at ? 'signed' : 'draft')}
      </Badge>
    </header>
  );
}

/** What must not be given, said aloud; that nothing is known is said as well. */
function Allergies({ background }: Pick<Consultation, 'background'>) {
  const t = useT();
  if (!background) return <p className={classes.allergies} data-unknown>{t('allergies.unread')}</p>;
  if (background.allergies.length === 0) return <p className={classes.allergies} data-unknown>{t('allergies.none')}</p>;
  return (
    <p className={classes.allergies}>
      <IconAlertTriangle size={18} aria-hidden />
      <span><b>{t('allergies')}</b> {background.allergies.map(({ substance, reaction }) => (reaction ? `${substance} (${reaction})` : substance)).join(', ')}</span>
    </p>
  );
}
