import { Title, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { Schema } from '@/shared/api';
import { useDirectory } from '@/shared/directory';
import { useFormats } from '@/shared/time';
import { ErrorState, fullName, RowsLoading } from '@/shared/ui';
import { useConsultation, useNotesOf } from '../api';
import type { Consultation } from '../draft/values';
import { useT } from '../i18n';
import classes from './consultation.module.css';
import { NoteText } from './NoteText';
import { Summary } from './Summary';

/** What is known of the patient, and the last notes; the newest one is open. */
export function History({ row }: { row: Consultation }) {
  const t = useT();
  const { data, error, isPending, refetch } = useNotesOf(row.patient_id);
  const notes = (data?.pages.flatMap(({ items }) => items) ?? []).filter(({ id }) => id !== row.id);
  const [opened, setOpened] = useState<string | null>();
  const open = opened === undefined ? notes[0]?.id : opened;
  return (
    <aside className={classes.history} aria-label={t('history')}>
      <Summary background={row.background} />
      <Title order={2} className={classes.heading}>{t('lastNotes')}</Title>
      {isPending && <RowsLoading rows={3} />}
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {data && notes.length === 0 && <p className={classes.soft}>{t('noNotes')}</p>}
      <ul className={classes.notes}>
        {notes.map((note) => (
          <li key={note.id}>
            <NoteHead note={note} open={note.id === open} onToggle={() => setOpened(note.id === open ? null : note.id)} />
            {note.id === open && <PastNote id={note.id} />}
          </li>
        ))}
      </ul>
    </aside>
  );
}

function NoteHead({ note, open, onToggle }: { note: Schema['ConsultationLine']; open: boolean; onToggle: () => void }) {
  const t = useT();
  const { date } = useFormats();
  const practitioner = useDirectory().practitioner(note.practitioner_id);
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <UnstyledButton className={classes.noteHead} aria-expanded={open} onClick={onToggle}>
      <Chevron size={16} aria-hidden />
      <span>
        <b>{date(note.started_at, 'medium')}</b> {note.diagnosis ?? note.reason ?? t('noReason')}
        <span className={classes.soft}> {practitioner && fullName(practitioner)}{!note.signed_at && ` · ${t('draft')}`}</span>
      </span>
    </UnstyledButton>
  );
}

function PastNote({ id }: { id: string }) {
  const { data, error, refetch } = useConsultation(id);
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  return data ? <NoteText row={data} dense /> : <RowsLoading rows={2} />;
}
