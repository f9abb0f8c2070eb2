import { Text } from '@mantine/core';
import { useEffect } from 'react';
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

/** What was done to a visit, when and by whom, newest first. Read again with each version. */
export function VisitHistory({ id, version, zone }: { id: string; version: number; zone: string | undefined }) {
  const t = useT();
  const { data, error, isPending, refetch } = useHistory(id);
  useEffect(() => {
    void refetch({ cancelRefetch: false });
  }, [version, refetch]);
  const steps = [...(data?.items ?? [])].reverse();
  return (
    <section className={classes.block}>
      <h3>{t('history')}</h3>
      {isPending && <RowsLoading rows={2} height={32} />}
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {data && steps.length === 0 && <Text size="sm" c="dimmed">{t('historyEmpty')}</Text>}
      <ol className={classes.history}>{steps.map((step, index) => <One key={`${step.at} ${index}`} step={step} zone={zone} />)}</ol>
    </section>
  );
}
