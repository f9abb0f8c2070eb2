import { Text } from '@mantine/core';
import { useEffect } from 'react';
import { api } from '@/shared/api';
import { useDirectory } from '@/shared/directory';
import { useFormats } from '@/shared/time';
import { ErrorState, fullName, RowsLoading } from '@/shared/ui';
import { has, useT } from './i18n';
import { useHistory, type Step } from './list';
import classes from './visit.module.css';

function One({ step, zone }: { step: Step; zone: string | undefined }) {
  const t = useT();
  const { date, time, dateTime } = useFormats();
  const practitioner = useDirectory().practitioner(step.practitioner_id);
  const what = `what.${step.what}`;
  const place = { day: date(step.starts_at, 'long', zone), time: time(step.starts_at, zone), until: step.ends_at ? time(step.ends_at, zone) : '', name: practitioner ? fullName(practitioner) : '' };
  return (
    <li>
      <b>{has(what) ? t(what) : step.what}</b>
      {step.what === 'booked' && <> {t('bookedFor', place)}</>}
      {step.what === 'moved' && <> {t(step.ends_at ? 'movedSpan' : 'movedTo', place)}</>}
      {step.detail && <div>{t('overridden')}{' · '}{step.detail}</div>}
      <div className={classes.soft}>
        <time dateTime={step.at}>{dateTime(step.at, zone)}</time>
        {step.actor_name && ` · ${t('by', { name: step.actor_name })}`}
      </div>
    </li>
  );
}

/** When the patient is reminded, in one line each. */
function Reminders({ id, version, zone }: { id: string; version: number; zone: string | undefined }) {
  const t = useT();
  const { dateTime } = useFormats();
  const { data, refetch } = api.useQuery('get', '/api/appointments/{id}/reminders', { params: { path: { id } } });
  useEffect(() => {
    void refetch({ cancelRefetch: false });
  }, [version, refetch]);
  if (!data || data.items.length === 0) return null;
  return (
    <section className={classes.block}>
      <h3>{t('history.reminders')}</h3>
      <ul className={classes.reminders}>
        {data.items.map(({ days_before: count, due_at, told_at }) => {
          const which = t('history.reminderDays', { count });
          return <li key={due_at}>{told_at ? t('history.reminderTold', { which, when: dateTime(told_at, zone) }) : t('history.reminderDue', { which, when: dateTime(due_at, zone) })}</li>;
        })}
      </ul>
    </section>
  );
}

/** What was done to a visit, when and by whom, newest first. Read again with each version. */
export function VisitHistory({ id, version, zone }: { id: string; version: number; zone: string | undefined }) {
  const t = useT();
  const { data, error, isPending, refetch } = useHistory(id);
  useEffect(() => {
    void refetch({ cancelRefetch: false });
  }, [version, refetch]);
  const steps = [...(data?.items ?? [])].reverse();
  return (
    <>
      <section className={classes.block}>
        <h3>{t('history')}</h3>
        {isPending && <RowsLoading rows={2} height={32} />}
        {error && <ErrorState error={error} retry={() => void refetch()} />}
        {data && steps.length === 0 && <Text size="sm" c="dimmed">{t('historyEmpty')}</Text>}
        <ol className={classes.history}>{steps.map((step, index) => <One key={`${step.at} ${index}`} step={step} zone={zone} />)}</ol>
      </section>
      <Reminders id={id} version={version} zone={zone} />
    </>
  );
}
