import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useState } from 'react';
import { invalidate } from '@/shared/api';
import { toast, toastProblem } from '@/shared/ui';
import { useT } from '../i18n';

export function RestoreButton({ restore, onDone }: { restore: () => Promise<unknown>; onDone: () => void }) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    try {
      await restore();
      toast({ text: t('restored') });
      onDone();
    } catch (error) {
      toastProblem(error);
    }
    setBusy(false);
    void invalidate('clinics');
  };
  return (
    <Button variant="default" loading={busy} leftSection={<IconArrowBackUp size={16} />} onClick={() => void run()}>
      {t('restore')}
    </Button>
  );
}
