import { Button } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useT } from '@/shared/i18n/shared';
import { EmptyState } from '@/shared/ui';

/** Before the first page, when no server answers: nobody can know yet who is signed in. */
export function Unreachable({ retry }: { retry: () => void }) {
  const t = useT();
  return (
    <main>
      <EmptyState page icon={IconPlugConnectedX} title={t('unreachable.title')} text={t('unreachable.text')}>
        <Button onClick={retry}>{t('action.retry')}</Button>
      </EmptyState>
    </main>
  );
}
