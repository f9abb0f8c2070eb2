import { useId } from 'react';
import { fullName } from '@/shared/ui';
import { useT } from '../i18n';
import classes from './Calendar.module.css';
import { Check } from './choices';
import { ColourChoice } from './ColourChoice';
import type { Calendar } from './useCalendar';

/** Whose columns are shown, and what the colours tell; kept on this browser. */
export default function Filter({ calendar }: { calendar: Calendar }) {
  const t = useT();
  const id = useId();
  const { practitioners, hidden, toggle, showAll, withCancelled, setWithCancelled, view, colouring } = calendar;
  return (
    <section aria-labelledby={id}>
      <div className={classes.filterHead}>
        <h2 id={id}>{t('practitioners')}</h2>
        {hidden.size > 0 && <button type="button" className={classes.textButton} onClick={showAll}>{t('showAll')}</button>}
      </div>
      {practitioners.map((one) => (
        <Check key={one.id} label={fullName(one)} colour={colouring === 'practitioner' ? one.colour : undefined} checked={!hidden.has(one.id)} onChange={() => toggle(one.id)} />
      ))}
      <hr className={classes.rule} />
      <Check label={t('showCancelled')} checked={withCancelled} onChange={() => setWithCancelled(!withCancelled)} />
      {(view === 'day' || view === 'week') && <ColourChoice calendar={calendar} />}
    </section>
  );
}
