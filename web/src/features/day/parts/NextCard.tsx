import { Button, Group, Text } from '@mantine/core';
import { IconMoon } from '@tabler/icons-react';
import { useUser } from '@/shared/api';
import { useDirectory } from '@/shared/directory';
import { useT as useShared } from '@/shared/i18n/shared';
import { useFormats } from '@/shared/time';
import { EmptyState, StatusBadge } from '@/shared/ui';
import { useNow, VisitLinks, Waiting, type Visit } from '@/shared/visit';
import { useT } from '../i18n';
import { ActButton } from './ActButton';
import classes from './Day.module.css';

function kicker(visit: Visit, t: ReturnType<typeof useT>): string {
  if (visit.status === 'in_progress') return t('current');
  return t(visit.status === 'arrived' ? 'ready' : 'next');
}

function timing(visit: Visit, now: number, t: ReturnType<typeof useT>): string {
  const since = (instant: string) => Math.floor((now - Date.parse(instant)) / 60_000);
  if (visit.status === 'in_progress') return t('since', { count: Math.max(0, since(visit.started_at ?? visit.starts_at)) });
  const late = since(visit.starts_at);
  return late > 0 ? t('nextLate', { count: late }) : t('nextIn', { count: -late });
}

/** Whom to turn to now, and the one thing to do about it. */
export function NextCard({ visit, zone, onOpen }: { visit: Visit | undefined; zone: string; onOpen: (id: string) => void }) {
  const t = useT();
  const shared = useShared();
  const { time } = useFormats();
  const now = useNow();
  const user = useUser();
  const directory = useDirectory();
  if (!visit) return <div className={classes.next}><EmptyState icon={IconMoon} title={t('over')} text={t('overText')} /></div>;
  const site = directory.site(visit.site_id)?.name;
  const facts = [directory.visitType(visit.visit_type_id)?.name, visit.mode === 'on_site' ? site : shared(`mode.${visit.mode}`)];
  return (
    <section className={classes.next} data-status={visit.status} aria-label={kicker(visit, t)}>
      <div>
        <p className={classes.kicker}>{kicker(visit, t)}</p>
        <h2 className={classes.nextName}>{visit.patient_name}</h2>
        <p className={classes.nextFacts}>
          <b>{time(visit.starts_at, zone)} – {time(visit.ends_at, zone)}</b> · {facts.filter(Boolean).join(' · ')}
        </p>
        {visit.reason && <Text mt={4}>{visit.reason}</Text>}
        {visit.note && <Text mt={4} size="sm" c="dimmed">{visit.note}</Text>}
      </div>
      <div className={classes.nextSide}>
        {visit.status === 'arrived' ? <Waiting visit={visit} /> : <span className={classes.soft}>{timing(visit, now, t)}</span>}
        {visit.status !== 'arrived' && visit.status !== 'in_progress' && <StatusBadge status={visit.status} />}
        <Group gap={8}>
          <ActButton visit={visit} user={user} size="md" early />
          <VisitLinks visit={visit} size="md" />
          <Button size="md" variant="default" onClick={() => onOpen(visit.id)}>{t('open')}</Button>
        </Group>
      </div>
    </section>
  );
}
