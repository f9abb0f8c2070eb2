import { Badge } from '@mantine/core';
import { language, useLanguage } from '@/shared/i18n';
import { useFormats } from '@/shared/time';
import { measureNames, noteParts, shownMeasure, type Consultation, type Prescription } from '../draft/values';
import { useT } from '../i18n';
import classes from './consultation.module.css';

/** « 1 comprimé, 3 fois par jour, 5 jours » */
const usage = ({ dose, frequency, duration, quantity }: Prescription) => [dose, frequency, duration, quantity].filter(Boolean).join(', ');

export function Lines({ lines }: { lines: Prescription[] }) {
  const t = useT();
  return (
    <ol className={classes.written}>
      {lines.map((line) => (
        <li key={line.id}>
          <b>{line.medicine}</b> {usage(line)}
          {line.substitutable === false && <span className={classes.soft}> {t('rx.notSubstitutable')}</span>}
          {line.instructions && <div className={classes.soft}>{line.instructions}</div>}
        </li>
      ))}
    </ol>
  );
}

export function Measured({ vitals }: { vitals: Consultation['vitals'] }) {
  const t = useT();
  useLanguage();
  const { systolic_mmhg: high, diastolic_mmhg: low } = vitals;
  const rest = measureNames.filter((name) => vitals[name] !== undefined && !(name.endsWith('mmhg') && high !== undefined && low !== undefined));
  return (
    <dl className={classes.measured}>
      {high !== undefined && low !== undefined && <div><dt>{t('vitals.pressure')}</dt><dd>{high}/{low} mmHg</dd></div>}
      {rest.map((name) => (
        <div key={name}><dt>{t(`vitals.${name}`)}</dt><dd>{shownMeasure(name, vitals[name], language())} {t(`unit.${name}`)}</dd></div>
      ))}
    </dl>
  );
}

export function Diagnosed({ row }: { row: Consultation }) {
  const t = useT();
  return (
    <ul className={classes.written}>
      {row.diagnoses.map(({ label, code, main }, index) => (
        <li key={index}>
          {main && row.diagnoses.length > 1 ? <b>{label}</b> : label} {code && <span className={classes.code}>{code}</span>}
          {main && row.diagnoses.length > 1 && <Badge size="xs" variant="default" ml={6}>{t('dx.main')}</Badge>}
        </li>
      ))}
    </ul>
  );
}

/** A note as it was written, with all that belongs to it. */
export function NoteText({ row, dense = false }: { row: Consultation; dense?: boolean }) {
  const t = useT();
  const { dateTime } = useFormats();
  const parts = noteParts.filter((part) => row[part]);
  const hasVitals = Object.keys(row.vitals).length > 0;
  return (
    <div className={classes.noteText} data-dense={dense || undefined}>
      {row.reason && <section><h3>{t('reason')}</h3><p>{row.reason}</p></section>}
      {parts.map((part) => <section key={part}><h3>{t(part)}</h3><p>{row[part]}</p></section>)}
      {row.diagnoses.length > 0 && <section><h3>{t('dx')}</h3><Diagnosed row={row} /></section>}
      {hasVitals && <section><h3>{t('vitals')}</h3><Measured vitals={row.vitals} /></section>}
      {row.prescriptions.length > 0 && <section><h3>{t('rx')}</h3><Lines lines={row.prescriptions} /></section>}
      {dense && row.addenda.map(({ id, text, author_name, written_at }) => (
        <section key={id}><h3>{t('addendum')} · {author_name}, {dateTime(written_at)}</h3><p>{text}</p></section>
      ))}
    </div>
  );
}
