import { Button } from '@mantine/core';
import { IconCalendar, IconCapsule, IconFileText, IconHeartbeat, IconNotes, IconPoint, IconReceipt, IconShieldCheck, IconStethoscope, IconVaccine, IconAlertTriangle, type Icon } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Schema } from '@/shared/api';
import { useT as useShared } from '@/shared/i18n/shared';
import { useFormats } from '@/shared/time';
import { EmptyState, ErrorState, RowsLoading } from '@/shared/ui';
import { useT } from '../i18n';
import { useTimeline } from './api';
import classes from './record.module.css';

type Line = Schema['TimelineLine'];

const icons: Record<string, Icon> = {
  visit: IconCalendar, consultation: IconStethoscope, prescription: IconCapsule, medication: IconCapsule, document: IconFileText,
  invoice: IconReceipt, allergy: IconAlertTriangle, problem: IconNotes, history: IconNotes, vitals: IconHeartbeat,
  immunization: IconVaccine, consent: IconShieldCheck,
};

/** Everything known of a patient, newest first, under its months. */
export default function TimelinePanel({ patientId }: { patientId: string }) {
  const t = useT();
  const shared = useShared();
  const { date } = useFormats();
  const pages = useTimeline(patientId);
  if (pages.isPending) return <RowsLoading />;
  const lines = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  if (pages.error && lines.length === 0) return <ErrorState error={pages.error} retry={() => void pages.refetch()} />;
  if (lines.length === 0) return <EmptyState icon={IconCalendar} title={t('timeline.none')} text={t('timeline.noneText')} />;
  const months = new Map<string, Line[]>();
  for (const line of lines) months.set(date(line.at, 'month'), [...(months.get(date(line.at, 'month')) ?? []), line]);
  return (
    <div className={classes.timeline}>
      {[...months].map(([month, of]) => (
        <section key={month} aria-label={month}>
          <h2>{month}</h2>
          <ol>{of.map((line) => <Moment key={line.id} line={line} />)}</ol>
        </section>
      ))}
      {pages.hasNextPage && (
        <Button variant="default" size="xs" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>{shared('action.more')}</Button>
      )}
    </div>
  );
}

function Moment({ line }: { line: Line }) {
  const { date } = useFormats();
  const Symbol = icons[line.kind] ?? IconPoint;
  return (
    <li>
      <Symbol size={18} stroke={1.7} aria-hidden />
      <time dateTime={line.at}>{date(line.at, 'short')}</time>
      <span>{line.link ? <Link to={line.link}>{line.title}</Link> : line.title}</span>
    </li>
  );
}
