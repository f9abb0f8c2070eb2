import { Button } from '@mantine/core';
import { useState } from 'react';
import { passkeysWork, wasCancelled } from '@/shared/proof/passkey';
import { FormProblem } from '@/shared/ui';
import { logInWithPasskey } from '../api';
import { useT } from '../i18n';

/** Without a name or a password: the device offers the passkeys that it has for this clinic. */
export function PasskeyLogIn({ onDone }: { onDone: () => void }) {
  const t = useT();
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  if (!passkeysWork()) return null;
  const sign = async () => {
    setProblem(undefined);
    setBusy(true);
    try {
      await logInWithPasskey();
      onDone();
    } catch (error) {
      if (!wasCancelled(error)) setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button variant="default" size="md" fullWidth mt="md" loading={busy} onClick={() => void sign()}>{t('login.passkey')}</Button>
      <FormProblem problem={problem} />
    </>
  );
}
