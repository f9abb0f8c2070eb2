import { Button, Card, Group, Text } from '@mantine/core';
import { IconHourglassOff } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { invalidate } from '@/shared/api';
import { EmptyState, ErrorState, PageLoading, PageTitle, toast, toastProblem, useDeed } from '@/shared/ui';
import { useNow } from '@/shared/visit';
import { acceptOffer, declineOffer, useOffer, type Offer } from '../api';
import { useT } from '../i18n';
import classes from '../parts/waiting.module.css';
import { offerRoute } from '../routes';
import { useOfferWords } from '../words';

/** A time that came free: one word takes it. */
export default function OfferPage() {
  const { id } = offerRoute.useParams();
  const now = useNow();
  const { data, error, isPending, refetch } = useOffer(id);
  if (isPending) return <PageLoading />;
  if (!data) return <ErrorState error={error} retry={() => void refetch()} />;
  const passed = data.state === 'open' && Date.parse(data.expires_at) <= now;
  if (passed || data.state !== 'open') return <Over state={passed ? 'expired' : (data.state as Exclude<Offer['state'], 'open'>)} />;
  return <Open offer={data} now={now} />;
}

function Over({ state }: { state: Exclude<Offer['state'], 'open'> }) {
  const t = useT();
  return (
    <EmptyState page icon={IconHourglassOff} title={t('place.over')} text={t(`place.over.${state}`)}>
      <Group>
        <Button variant="default" renderRoot={(props) => <Link to="/my-wishes" {...props} />}>{t('place.mine')}</Button>
        <Button renderRoot={(props) => <Link to="/my-visits" {...props} />}>{t('place.visits')}</Button>
      </Group>
    </EmptyState>
  );
}

function Open({ offer, now }: { offer: Offer; now: number }) {
  const t = useT();
  const navigate = useNavigate();
  const words = useOfferWords()(offer);
  const deed = useDeed('waiting_list');
  const accept = () =>
    deed.run(async () => {
      const visit = await acceptOffer(offer.id);
      void invalidate('appointments');
      void navigate({ to: '/book/done/$id', params: { id: visit.id } });
    }, toastProblem);
  const decline = () =>
    deed.run(async () => {
      await declineOffer(offer.id);
      toast({ text: t('place.declined') });
      void navigate({ to: '/my-wishes' });
    });
  return (
    <div className={classes.narrow}>
      <PageTitle title={t('place.title')} />
      <Card padding="lg">
        <p className={classes.left} role="timer">{t('place.left', { until: words.until, count: Math.max(1, Math.ceil((Date.parse(offer.expires_at) - now) / 60_000)) })}</p>
        <dl className={classes.place}>
          <dt>{t('place.what')}</dt>
          <dd>{words.what}</dd>
          <dt>{t('place.when')}</dt>
          <dd>{words.when}</dd>
          <dt>{t('place.who')}</dt>
          <dd>{words.who}</dd>
          <dt>{t('place.where')}</dt>
          <dd>{words.where}</dd>
        </dl>
        <Group>
          <Button size="md" loading={deed.busy} onClick={() => void accept()}>{t('place.accept')}</Button>
          <Button size="md" variant="default" disabled={deed.busy} onClick={() => void decline()}>{t('place.decline')}</Button>
        </Group>
        <Text size="sm" c="dimmed" mt="sm">{t('place.declineHint')}</Text>
      </Card>
    </div>
  );
}
