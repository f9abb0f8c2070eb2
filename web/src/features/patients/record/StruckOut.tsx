import { Button } from '@mantine/core';
import { useState } from 'react';
import { invalidate } from '@/shared/api';
import { t as shared } from '@/shared/i18n/shared';
import { useFormats } from '@/shared/time';
import { ErrorState, RowsLoading, toastProblem } from '@/shared/ui';
import { useT } from '../i18n';
import { saveEntry, useStruckOut } from './api';
import classes from './record.module.css';
import { fieldsOf, sentOf, valuesOf, type Entry, type SectionName } from './sections';

/** What was struck out is never gone: asked for, it is shown, and can be taken back. */
export function StruckOut({ section, patientId }: { section: SectionName; patientId: string }) {
  const t = useT();
  const [asked, setAsked] = useState(false);
  return asked ? (
    <List section={section} patientId={patientId} />
  ) : (
    <Button size="compact-xs" variant="transparent" className={classes.showStruck} aria-label={shared('action.of', { act: t('record.showStruckOut'), of: t(`record.${section}`) })} onClick={() => setAsked(true)}>
      {t('record.showStruckOut')}
    </Button>
  );
}

function List({ section, patientId }: { section: SectionName; patientId: string }) {
  const t = useT();
  const { date } = useFormats();
  const { data, error, isPending, refetch } = useStruckOut(section, patientId);
  if (isPending) return <RowsLoading rows={1} />;
  if (!data) return <ErrorState error={error} retry={() => void refetch()} />;
  const struck = (data.items as unknown as Entry[]).filter(({ entered_in_error }) => entered_in_error);
  if (struck.length === 0) return <p className={classes.soft}>{t('record.noneStruckOut')}</p>;
  const takeBack = (entry: Entry) =>
    void saveEntry(section, patientId, entry.id, sentOf(section, valuesOf(section, entry), entry), { 'If-Match': `"${entry.version}"` })
      .then(() => invalidate('patients'))
      .catch(toastProblem);
  return (
    <ul className={classes.entries}>
      {struck.map((entry) => {
        const said = fieldsOf(section).flatMap(({ name }) => (entry[name] === undefined ? [] : [String(entry[name])]))[0] ?? '';
        return (
          <li key={entry.id} className={classes.entry}>
            <div>
              <s>{said}</s>
              <span className={classes.author}>{t('record.by', { author: entry.author, date: date(entry.recorded_at, 'short') })}</span>
            </div>
            <Button size="compact-xs" variant="default" aria-label={shared('action.of', { act: t('record.takeBack'), of: said })} onClick={() => takeBack(entry)}>{t('record.takeBack')}</Button>
          </li>
        );
      })}
    </ul>
  );
}
