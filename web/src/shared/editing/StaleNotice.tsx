import { Alert, Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useT } from '@/shared/i18n/shared';
import { toastProblem } from '@/shared/ui';

interface Props {
  stale: 'no' | 'refused' | 'reloaded';
  reload: () => Promise<void>;
}

/** Somebody else has saved this row meanwhile: what was typed is still here, and one button brings in the rest. */
export function StaleNotice({ stale, reload }: Props) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.scrollIntoView({ block: 'nearest' }), [stale]);
  if (stale === 'no') return null;
  if (stale === 'reloaded') return <Alert ref={box} variant="default" role="status">{t('stale.reloaded')}</Alert>;
  const run = () => {
    setBusy(true);
    reload().catch(toastProblem).finally(() => setBusy(false));
  };
  return (
    <Alert ref={box} variant="default" role="alert" title={t('stale.title')}>
      {t('stale.text')}
      <Button display="block" mt="xs" size="xs" variant="default" loading={busy} leftSection={<IconRefresh size={14} />} onClick={run}>
        {t('stale.reload')}
      </Button>
    </Alert>
  );
}
