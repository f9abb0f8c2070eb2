import { Button, Title } from '@mantine/core';
import { useState } from 'react';
import { Segments } from '@/shared/editing/Segments';
import { useT as useShared } from '@/shared/i18n/shared';
import { useWards } from '@/shared/patient/wards';
import { ErrorState, RowsLoading } from '@/shared/ui';
import { usePast } from '../api';
import { useT } from '../i18n';
import { isCurrent } from '../visits';
import { VisitRow } from './VisitRow';
import classes from './booking.module.css';

export function PastVisits({ until }: { until: string }) {
  const t = useT();
  const shared = useShared();
  const wards = useWards();
  const [whose, setWhose] = useState('me');
  const past = usePast(until, whose === 'me' ? undefined : whose);
  const now = Date.now();
  const items = (past.data?.pages.flatMap((page) => page.items) ?? []).filter((visit) => !isCurrent(visit, now));
  if (past.data && items.length === 0 && wards.length === 0) return null;
  return (
    <section>
      <Title order={2} mt="lg" mb="xs">{t('visits.past')}</Title>
      {wards.length > 0 && (
        <Segments label={t('for.whom')} mb="sm" value={whose} onChange={setWhose} data={[{ value: 'me', label: t('for.me') }, ...wards.map(({ patient_id, name }) => ({ value: patient_id, label: name }))]} />
      )}
      {past.isPending && <RowsLoading rows={3} height={52} />}
      {past.error && <ErrorState error={past.error} retry={() => void past.refetch()} />}
      {items.length > 0 && <ul className={classes.visits}>{items.map((visit) => <VisitRow key={visit.id} visit={visit} />)}</ul>}
      {past.hasNextPage && (
        <Button mt="xs" variant="default" loading={past.isFetchingNextPage} onClick={() => void past.fetchNextPage()}>
          {shared('action.more')}
        </Button>
      )}
    </section>
  );
}
