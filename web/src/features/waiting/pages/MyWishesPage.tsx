import { Button } from '@mantine/core';
import { IconHourglass } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useWards } from '@/shared/patient/wards';
import { EmptyState, ErrorState, PageTitle, RowsLoading, toast, useDeed } from '@/shared/ui';
import { useMyWishes, withdrawWish, type WishLine } from '../api';
import { useT } from '../i18n';
import { StateBadge } from '../parts/StateBadge';
import classes from '../parts/waiting.module.css';
import { useWishWords } from '../words';

function Wish({ wish }: { wish: WishLine }) {
  const t = useT();
  const words = useWishWords()(wish);
  const whose = useWards().length > 0 && `${wish.patient_name} · `;
  const deed = useDeed('waiting_list');
  const withdraw = () =>
    deed.run(async () => {
      await withdrawWish(wish);
      toast({ text: t('withdrawn') });
    });
  const { offer } = wish;
  return (
    <li className={classes.wish}>
      <div>
        <p><strong>{words.what}</strong> <StateBadge status={wish.status} /></p>
        <p className={classes.soft}>{whose}{words.where} · {words.wish}</p>
      </div>
      <div className={classes.acts}>
        {offer && <Button size="sm" renderRoot={(props) => <Link to="/offers/$id" params={{ id: offer.id }} {...props} />}>{t('mine.answer')}</Button>}
        <Button size="sm" variant="default" loading={deed.busy} aria-label={t('withdraw.of', { name: words.what })} onClick={() => void withdraw()}>{t('withdraw')}</Button>
      </div>
    </li>
  );
}

/** What a patient waits for, and what they are offered just now. */
export default function MyWishesPage() {
  const t = useT();
  const { data, error, isPending, refetch } = useMyWishes();
  return (
    <div className={classes.narrow}>
      <PageTitle title={t('mine.title')} text={t('mine.text')} />
      {isPending && <RowsLoading rows={2} height={64} />}
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {data?.items.length === 0 && (
        <EmptyState icon={IconHourglass} title={t('mine.none')} text={t('mine.noneText')}>
          <Button renderRoot={(props) => <Link to="/book" {...props} />}>{t('mine.book')}</Button>
        </EmptyState>
      )}
      <ul className={classes.wishes}>{data?.items.map((wish) => <Wish key={wish.id} wish={wish} />)}</ul>
    </div>
  );
}
