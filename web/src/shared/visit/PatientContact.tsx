import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { api, hasRole, toProblem, useUser } from '@/shared/api';
import { useT as useShared } from '@/shared/i18n/shared';
import { ageOn, today, useFormats } from '@/shared/time';
import { siteZone } from '@/shared/site/current';
import { ErrorState, RowsLoading } from '@/shared/ui';
import { useT } from './i18n';
import classes from './visit.module.css';

/** Whom to call, and whether it is the right person. */
export function PatientContact({ id }: { id: string }) {
  const t = useT();
  const shared = useShared();
  const { date } = useFormats();
  const staff = hasRole(useUser(), 'receptionist', 'practitioner', 'coach', 'admin');
  const { data, error, isPending, refetch } = api.useQuery('get', '/api/patients/{id}', { params: { path: { id } } });
  const hidden = error && [403, 404].includes(toProblem(error).status);
  const age = data?.birth_date ? ageOn(data.birth_date, today(siteZone())) : 0;
  return (
    <section className={classes.block}>
      <div className={classes.blockHead}>
        <h3>{t('contact')}</h3>
        {staff && data && <Anchor component={Link} to={`/patients/${id}`} size="sm">{t('openPatient')}</Anchor>}
      </div>
      {isPending && <RowsLoading rows={2} height={20} />}
      {hidden && <Text size="sm" c="dimmed">{t('contactHidden')}</Text>}
      {error && !hidden && <ErrorState error={error} retry={() => void refetch()} />}
      {data && (
        <>
          {data.birth_date && (
            <Text size="sm">
              {t('born', { date: date(data.birth_date, 'short'), age: shared('person.age', { count: age }) })}
              {data.sex !== 'unknown' && ` · ${shared(`sex.${data.sex}`)}`}
            </Text>
          )}
          {data.phone && <div><Anchor className={classes.contact} href={`tel:${data.phone.replace(/\s/g, '')}`}>{data.phone}</Anchor></div>}
          {data.email && <div><Anchor className={classes.contact} href={`mailto:${data.email}`}>{data.email}</Anchor></div>}
          {!data.phone && !data.email && <Text size="sm" c="dimmed">{t('noContact')}</Text>}
          {data.note && <Text size="sm" mt={4}>{data.note}</Text>}
        </>
      )}
    </section>
  );
}
