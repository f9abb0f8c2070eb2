import { IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Choice } from '../routes';
import { useT } from '../i18n';
import { useSource } from '../source';
import classes from './booking.module.css';

/** Where one is on the way; earlier steps can be gone back to. */
export function Steps({ step, choice }: { step: 1 | 2 | 3; choice: Choice }) {
  const t = useT();
  const { path } = useSource();
  const { at: _at, with: _with, place: _place, ...untilSlot } = choice;
  const back = [{ embed: choice.embed, for: choice.for }, untilSlot, {}];
  return (
    <ol className={classes.steps} aria-label={t('steps')}>
      {([1, 2, 3] as const).map((number) => (
        <li key={number} aria-current={number === step ? 'step' : undefined} data-done={number < step || undefined}>
          <span className={classes.number}>{number < step ? <IconCheck size={14} stroke={3} aria-hidden /> : number}</span>
          {number < step ? <Link to={path} search={back[number - 1]}>{t(`step.${number}`)}</Link> : <span>{t(`step.${number}`)}</span>}
        </li>
      ))}
    </ol>
  );
}
