import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useDirectory } from '@/shared/directory';
import { Segments } from '@/shared/editing/Segments';
import { isLate, type Said } from './acts';
import { useT } from './i18n';
import type { Visit } from './list';
import classes from './visit.module.css';

interface Props {
  /** Absent when several are cancelled: that is the clinic's own wish. */
  visit?: Visit;
  label: string;
  onCancel: (said: Said) => Promise<unknown>;
}

/**
 * Cancelling is done at once too; a reason can be given first because the patient reads it. At whose wish it is decides whether it
 * counts as the patient's late cancellation, which is said before it is done.
 */
export function CancelForm({ visit, label, onCancel }: Props) {
  const t = useT();
  const type = useDirectory().visitType(visit?.visit_type_id ?? '');
  const [reason, setReason] = useState('');
  const [by, setBy] = useState<NonNullable<Said['asked_by']>>('patient');
  const [busy, setBusy] = useState(false);
  const run = () => {
    setBusy(true);
    void onCancel({ ...(visit && { asked_by: by }), ...(reason.trim() && { reason: reason.trim() }) }).finally(() => setBusy(false));
  };
  const sides = (['patient', 'clinic'] as const).map((value) => ({ value, label: t(`asked.${value}`) }));
  return (
    <div className={classes.inset}>
      <Stack gap="xs">
        {visit && <Segments label={t('asked')} data={sides} value={by} onChange={setBy} />}
        {visit && by === 'patient' && isLate(visit, type) && <Text size="sm" role="status">{t('asked.late')}</Text>}
        <TextInput data-autofocus label={t('cancelReason')} maxLength={300} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        <Button color="red" loading={busy} onClick={run} w="fit-content">{label}</Button>
      </Stack>
    </div>
  );
}
