import { Button } from '@mantine/core';
import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { useT } from '@/shared/i18n/shared';
import { NotAllowed } from '@/shared/routing/roots';
import { EmptyState } from '@/shared/ui';

/** What a page shows instead of itself when it throws, and for pages that the role may not see. */
export function Crash({ error }: ErrorComponentProps) {
  const t = useT();
  const router = useRouter();
  if (error instanceof NotAllowed) {
    return (
      <EmptyState page icon={IconLock} title={t('notAllowed.title')} text={t('notAllowed.text')}>
        <Button onClick={() => void router.navigate({ to: '/' })}>{t('app.home')}</Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState page icon={IconAlertTriangle} title={t('crash.title')} text={t('crash.text')}>
      <Button onClick={() => location.reload()}>{t('crash.reload')}</Button>
    </EmptyState>
  );
}
