import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { invalidate } from '@/shared/api';
import { toast, toastProblem } from '@/shared/ui';
import { discard } from '../api';
import { dropDraft, type useDraft } from '../draft/useDraft';
import { isBlank, measureNames, noteParts, type Consultation } from '../draft/values';
import { useT } from '../i18n';

/** A note that was begun by mistake goes without a question: nothing is written in it. */
export function DiscardButton({ row, draft: { typed, lines, keeper } }: { row: Consultation; draft: ReturnType<typeof useDraft> }) {
  const t = useT();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const written = noteParts.some((part) => typed[part].trim() !== '') || typed.diagnoses.length > 0 || measureNames.some((name) => typed.vitals[name] !== '');
  if (written || lines.some((line) => !isBlank(line))) return null;
  const run = async () => {
    setBusy(true);
    try {
      await keeper.flush();
      await discard(row, keeper.read().version);
      dropDraft(row.id);
      toast({ text: t('discarded') });
      await navigate({ to: '/patients/$id', params: { id: row.patient_id } });
      await invalidate('consultations');
    } catch (error) {
      toastProblem(error);
      setBusy(false);
    }
  };
  return <Button variant="default" loading={busy} onClick={() => void run()}>{t('discard')}</Button>;
}
