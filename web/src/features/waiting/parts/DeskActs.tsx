import { Button } from '@mantine/core';
import { invalidate } from '@/shared/api';
import { toast, useDeed } from '@/shared/ui';
import { acceptOffer, declineOffer, type WishLine } from '../api';
import { useT } from '../i18n';
import { useOfferWords } from '../words';
import classes from './waiting.module.css';

/** What the desk does for one who waits: offers a time, or says their answer for them. */
export function DeskActs({ wish, onOffer }: { wish: WishLine; onOffer: () => void }) {
  const t = useT();
  const words = useOfferWords();
  const deed = useDeed('waiting_list');
  const { offer, patient_name: name } = wish;
  if (wish.status === 'waiting') {
    return <Button size="compact-sm" variant="default" aria-label={t('offer.of', { name })} onClick={onOffer}>{t('offer')}</Button>;
  }
  if (!offer) return null;
  const accept = () =>
    deed.run(async () => {
      await acceptOffer(offer.id);
      toast({ text: t('offer.accepted', { when: words(offer).when }) });
      void invalidate('appointments');
    });
  const decline = () =>
    deed.run(async () => {
      await declineOffer(offer.id);
      toast({ text: t('offer.declined') });
    });
  return (
    <span className={classes.acts}>
      <Button size="compact-sm" loading={deed.busy} aria-label={t('offer.acceptOf', { name })} onClick={() => void accept()}>{t('offer.accept')}</Button>
      <Button size="compact-sm" variant="default" disabled={deed.busy} aria-label={t('offer.declineOf', { name })} onClick={() => void decline()}>{t('offer.decline')}</Button>
    </span>
  );
}
