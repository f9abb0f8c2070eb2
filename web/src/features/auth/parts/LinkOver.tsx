import { Button } from '@mantine/core';
import { IconLinkOff } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import { EmptyState } from '@/shared/ui';
import { useT } from '../i18n';

/** A link without its key. */
export function LinkOver() {
  const t = useT();
  const router = useRouter();
  return (
    <EmptyState page icon={IconLinkOff} title={t('link.over')} text={t('link.overText')}>
      <Button onClick={() => void router.navigate({ to: '/login' })}>{t('login.submit')}</Button>
    </EmptyState>
  );
}
