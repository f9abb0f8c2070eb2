import type { Consultation } from '../draft/values';
import { useT } from '../i18n';
import classes from './consultation.module.css';

/** Problems and running treatments, as the record has them. */
export function Summary({ background }: { background: Consultation['background'] }) {
  const t = useT();
  if (!background) return null;
  const parts = [
    ['problems', background.problems.map(({ label, code }) => [label, code].filter(Boolean).join(' · '))],
    ['medications', background.medications.map(({ name, dose, instructions }) => [name, dose, instructions].filter(Boolean).join(', '))],
  ] as const;
  return (
    <section className={classes.known}>
      {parts.map(([name, lines]) => (
        <div key={name}>
          <h2>{t(name)}</h2>
          {lines.length === 0 ? <p className={classes.soft}>{t('nothingKnown')}</p> : <ul>{lines.map((line) => <li key={line}>{line}</li>)}</ul>}
        </div>
      ))}
    </section>
  );
}
