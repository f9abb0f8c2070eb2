import { Button, Text } from '@mantine/core';
import type { Schema } from '@/shared/api';
import { about } from '@/shared/patient';
import { patientName } from '@/shared/ui';
import { useT } from '../i18n';
import classes from './Calendar.module.css';

type Line = Schema['PatientLine'];

/** People who may be the one being registered. */
export function Candidates({ lines, onChoose, onInsist }: { lines: Line[]; onChoose: (line: Line) => void; onInsist: () => void }) {
  const t = useT();
  return (
    <div className={classes.known} role="alert">
      <Text fw={650}>{t('book.known')}</Text>
      <Text size="sm">{t('book.knownText')}</Text>
      <ul className={classes.candidates}>
        {lines.map((line) => (
          <li key={line.id}>
            <button type="button" className={classes.candidate} onClick={() => onChoose(line)}>
              <b>{patientName(line)}</b>
              <Text span size="sm" c="dimmed" display="block">{about(line)}</Text>
            </button>
          </li>
        ))}
      </ul>
      <Button size="xs" variant="default" onClick={onInsist}>{t('book.notThem')}</Button>
    </div>
  );
}
