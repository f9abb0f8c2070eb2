import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { invalidate, queries, toProblem } from '@/shared/api';
import { useT as useShared } from '@/shared/i18n/shared';
import { FormProblem } from '@/shared/ui';
import { sign } from '../api';
import { dropDraft, type useDraft } from '../draft/useDraft';
import { isBlank, isComplete, noteParts, type Consultation } from '../draft/values';
import { useT } from '../i18n';

interface Props {
  row: Consultation;
  draft: ReturnType<typeof useDraft>;
  opened: boolean;
  onClose: () => void;
}

/** The one deed that cannot be undone asks first. */
export default function SignModal({ row, draft, opened, onClose }: Props) {
  const t = useT();
  const shared = useShared();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const { typed, lines, keeper } = draft;
  const written = noteParts.some((part) => typed[part].trim() !== '') || typed.diagnoses.some(({ label }) => label.trim() !== '');
  const prescribed = lines.filter((line) => !isBlank(line));
  const unfinished = prescribed.filter((line) => !line.medicine.trim() || !isComplete(line)).length;
  const able = written && unfinished === 0;

  const run = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      if (await keeper.flush()) {
        const signed = await sign(row.id, keeper.read());
        queries.setQueriesData<Consultation>({ predicate: ({ queryKey }) => isThis(queryKey, row.id) }, signed);
        dropDraft(row.id);
        onClose();
        await invalidate('consultations');
      } else setProblem({ type: 'about:blank', title: '', status: 0, code: 'unsaved', detail: t('sign.unsaved') });
    } catch (error) {
      if (toProblem(error).status === 412) await keeper.refresh();
      setProblem(error);
    }
    setBusy(false);
  };

  return (
    <Modal opened={opened} onClose={onClose} size={500} title={<Text component="span" fw={700} size="lg">{t('sign.title')}</Text>} closeButtonProps={{ 'aria-label': shared('action.close') }}>
      <Stack gap="md">
        <Text size="sm">{t('sign.text')}</Text>
        {prescribed.length > 0 && <Text size="sm">{t('sign.lines', { count: prescribed.length })}</Text>}
        {!written && <Alert variant="default" role="alert">{t('sign.nothing')}</Alert>}
        {unfinished > 0 && <Alert variant="default" role="alert">{t('sign.unfinished', { count: unfinished })}</Alert>}
        <FormProblem problem={problem} />
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>{t('sign.back')}</Button>
          <Button loading={busy} disabled={!able} data-autofocus onClick={() => void run()}>{t('sign.now')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}

const isThis = (key: readonly unknown[], id: string) =>
  key[1] === '/api/consultations/{id}' && (key[2] as { params?: { path?: { id?: string } } } | undefined)?.params?.path?.id === id;
