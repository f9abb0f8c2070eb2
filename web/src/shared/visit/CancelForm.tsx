import { Button, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useT } from './i18n';
import classes from './visit.module.css';

interface Props {
  label: string;
  onCancel: (reason: string) => Promise<unknown>;
}

/** Cancelling is done at once too; a reason can be given first because the patient reads it. */
export function CancelForm({ label, onCancel }: Props) {
  const t = useT();
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const run = () => {
    setBusy(true);
    void onCancel(reason.trim()).finally(() => setBusy(false));
  };
  return (
    <div className={classes.inset}>
      <Stack gap="xs">
        <TextInput data-autofocus label={t('cancelReason')} maxLength={300} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        <Button color="red" loading={busy} onClick={run} w="fit-content">{label}</Button>
      </Stack>
    </div>
  );
}
