import { Button } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useT } from '@/shared/i18n/shared';
import { EmptyState } from '@/shared/ui';

export function NotFound() {
  const t = useT();
  const navigate = useNavigate();
  return (
    <EmptyState page icon={IconMapOff} title={t('notFound.title')} text={t('notFound.text')}>
      <Button onClick={() => void navigate({ to: '/' })}>{t('app.home')}</Button>
    </EmptyState>
  );
}
