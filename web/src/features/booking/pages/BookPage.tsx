import { useState } from 'react';
import { useAllTexts } from '@/shared/i18n';
import { ErrorState, PageTitle, RowsLoading } from '@/shared/ui';
import { useT } from '../i18n';
import { ChooseSlot } from '../parts/ChooseSlot';
import { ChooseType } from '../parts/ChooseType';
import { Confirm } from '../parts/Confirm';
import { Steps } from '../parts/Steps';
import classes from '../parts/booking.module.css';
import { bookRoute, slotOf } from '../routes';
import { useCatalogue } from '../source';

/** Three steps: what, when, check and confirm. */
export default function BookPage() {
  useAllTexts();
  const t = useT();
  const choice = bookRoute.useSearch();
  const catalogue = useCatalogue();
  const [taken, setTaken] = useState(false);
  const type = choice.type ? catalogue.visitType(choice.type) : undefined;
  const slot = slotOf(choice);
  const step = !type ? 1 : slot ? 3 : 2;
  const waiting = choice.type !== undefined && catalogue.isPending;
  return (
    <div className={step === 2 ? undefined : classes.narrow}>
      <PageTitle title={t('book.title')} text={type && step === 2 ? type.name : undefined} />
      <Steps step={step} choice={choice} />
      {waiting && <RowsLoading rows={5} />}
      {choice.type && catalogue.error && <ErrorState error={catalogue.error} retry={() => void catalogue.refetch()} />}
      {!waiting && step === 1 && <ChooseType choice={choice} />}
      {type && step === 2 && <ChooseSlot type={type} choice={choice} notice={taken ? t('taken') : undefined} onChosen={() => setTaken(false)} />}
      {type && slot && <Confirm type={type} choice={choice} slot={slot} onTaken={() => setTaken(true)} />}
    </div>
  );
}
