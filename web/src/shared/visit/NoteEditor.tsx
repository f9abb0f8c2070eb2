import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { client, ifMatch, invalidate } from '@/shared/api';
import { answer } from '@/shared/editing';
import { FormProblem, toast } from '@/shared/ui';
import { useT } from './i18n';
import { showVisit, type Visit } from './list';
import classes from './visit.module.css';

const longest = 500;

function saveNote(visit: Visit, note: string): Promise<Visit> {
  return answer(client.PUT('/api/appointments/{id}', { params: { path: { id: visit.id } }, headers: ifMatch(visit), body: { note } }));
}

/** What the team should know about this visit. Its button comes with the first change. */
export function NoteEditor({ visit }: { visit: Visit }) {
  const t = useT();
  const stored = visit.note ?? '';
  const [typed, setTyped] = useState<string>();
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const changed = typed !== undefined && typed.trim() !== stored;

  const save = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      showVisit(await saveNote(visit, (typed ?? '').trim()));
      setTyped(undefined);
      toast({ text: t('noteSaved') });
    } catch (error) {
      setProblem(error);
    }
    setBusy(false);
    void invalidate('appointments');
  };

  return (
    <section className={classes.block}>
      <FormProblem problem={problem} />
      <Textarea label={t('note')} description={t('noteHint')} autosize minRows={2} maxLength={longest} value={typed ?? stored} onChange={(event) => setTyped(event.currentTarget.value)} />
      {changed && <Button mt="xs" size="xs" variant="default" loading={busy} onClick={() => void save()}>{t('noteSave')}</Button>}
    </section>
  );
}
