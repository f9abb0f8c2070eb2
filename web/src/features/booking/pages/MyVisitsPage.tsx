import { Button, Title } from '@mantine/core';
import { IconCalendarPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { Schema } from '@/shared/api';
import { useDrawer } from '@/shared/editing/useDrawer';
import { useWards } from '@/shared/patient/wards';
import { EmptyState, ErrorState, PageTitle, RowsLoading, whenOpened } from '@/shared/ui';
import { useComing } from '../api';
import { useT } from '../i18n';
import type { CancelModalProps } from '../parts/CancelModal';
import type { MoveDrawerProps } from '../parts/MoveDrawer';
import { NextVisit } from '../parts/NextVisit';
import { PastVisits } from '../parts/PastVisits';
import { ProfileHint } from '../parts/ProfileHint';
import { VisitRow } from '../parts/VisitRow';
import classes from '../parts/booking.module.css';
import { isCurrent } from '../visits';

const MoveDrawer = whenOpened<MoveDrawerProps>(() => import('../parts/MoveDrawer'));
const MyWishes = lazy(() => import('../parts/MyWishes'));
const CancelModal = whenOpened<CancelModalProps>(() => import('../parts/CancelModal'));

type Visit = Schema['Appointment'];
const lately = 12 * 3_600_000;

export default function MyVisitsPage() {
  const t = useT();
  const [opened] = useState(() => Date.now());
  // Visits that have begun are still the next one until they end.
  const coming = useComing(new Date(opened - lately).toISOString(), useWards());
  const moving = useDrawer<Visit>();
  const cancelling = useDrawer<Visit>();
  const acts = { onMove: moving.open, onCancel: cancelling.open };
  const now = Date.now();
  const list = (coming.items ?? []).filter((visit) => isCurrent(visit, now) || (visit.status === 'cancelled' && Date.parse(visit.starts_at) > now));
  const next = list.find((visit) => isCurrent(visit, now));
  const later = list.filter((visit) => visit !== next);
  return (
    <div className={classes.narrow}>
      <PageTitle title={t('visits.title')}>
        {next && <BookButton />}
      </PageTitle>
      <ProfileHint />
      <Suspense><MyWishes /></Suspense>
      {coming.isPending && <RowsLoading rows={3} height={64} />}
      {coming.error && <ErrorState error={coming.error} retry={coming.refetch} />}
      {coming.items && !next && (
        <EmptyState icon={IconCalendarPlus} title={t('visits.none')} text={t('visits.noneText')}>
          <BookButton />
        </EmptyState>
      )}
      {next && <NextVisit visit={next} {...acts} />}
      {later.length > 0 && (
        <section>
          <Title order={2} mt="lg" mb="xs">{t('visits.coming')}</Title>
          <ul className={classes.visits}>{later.map((visit) => <VisitRow key={visit.id} visit={visit} {...acts} />)}</ul>
        </section>
      )}
      <PastVisits until={new Date(opened).toISOString()} />
      {moving.subject && <MoveDrawer key={moving.subject.id} visit={moving.subject} opened={moving.opened} onClose={moving.close} />}
      {cancelling.subject && <CancelModal key={cancelling.subject.id} visit={cancelling.subject} opened={cancelling.opened} onClose={cancelling.close} />}
    </div>
  );
}

function BookButton() {
  const t = useT();
  return (
    <Button leftSection={<IconCalendarPlus size={16} />} renderRoot={(props) => <Link to="/book" {...props} />}>
      {t('nav.book')}
    </Button>
  );
}
