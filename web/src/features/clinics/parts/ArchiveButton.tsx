import { Button } from '@mantine/core';
import { IconArchive } from '@tabler/icons-react';
import { useState } from 'react';
import { invalidate } from '@/shared/api';
import { toastProblem, withUndo } from '@/shared/ui';
import { useT } from '../i18n';

interface Props {
  /** What has happened, for the toast. */
  done: string;
  archive: () => Promise<unknown>;
  restore: () => Promise<unknown>;
  onDone: () => void;
}

/** Archives at once, and offers the way back. */
export function ArchiveButton({ done, archive, restore, onDone }: Props) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    try {
      await archive();
      withUndo(done, () => restore().finally(() => invalidate('clinics')));
      onDone();
    } catch (error) {
      toastProblem(error);
    }
    setBusy(false);
    void invalidate('clinics');
  };
  return (
    <Button variant="subtle" color="gray" loading={busy} leftSection={<IconArchive size={16} />} onClick={() => void run()}>
      {t('archive')}
    </Button>
  );
}
