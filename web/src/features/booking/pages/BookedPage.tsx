import { Button, Card, Group, Title } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useAllTexts } from '@/shared/i18n';
import { useWards } from '@/shared/patient/wards';
import { ErrorState, PageLoading } from '@/shared/ui';
import { useVisit } from '../api';
import { useT } from '../i18n';
import { AddToCalendar } from '../parts/AddToCalendar';
import { Summary } from '../parts/Summary';
import { ToPay } from '../parts/ToPay';
import classes from '../parts/booking.module.css';
import { bookedRoute } from '../routes';

/** The visit is booked: once more in full, and on to the calendar. */
export default function BookedPage() {
  useAllTexts();
  const t = useT();
  const { id } = bookedRoute.useParams();
  const wards = useWards();
  const { data, error, isPending, refetch } = useVisit(id);
  const title = t(data?.pay_by ? 'booked.kept' : 'booked.title');
  useEffect(() => {
    document.title = `${title} · Monoclinic`;
  }, [title]);
  if (isPending) return <PageLoading />;
  if (!data) return <ErrorState error={error} retry={() => void refetch()} />;
  return (
    <Card padding="lg" className={classes.narrow}>
      <div className={classes.done}>
        <IconCircleCheck size={48} stroke={1.5} aria-hidden />
        <Title order={1}>{title}</Title>
        <span className={classes.soft}>{t('booked.text')}</span>
      </div>
      <ToPay visit={data} />
      <Summary visit={data} whose={wards.length > 0 ? data.patient_name : undefined} />
      <Group justify="space-between">
        {!data.pay_by && <AddToCalendar visit={data} />}
        <Button renderRoot={(props) => <Link to="/my-visits" {...props} />}>{t('nav.visits')}</Button>
      </Group>
    </Card>
  );
}
