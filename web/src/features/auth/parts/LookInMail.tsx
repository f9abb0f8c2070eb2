import { Button, Card, Stack, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { PageTitle, toast, toastProblem } from '@/shared/ui';
import { resendVerification } from '../api';
import { useT } from '../i18n';

/** What comes next is in the mail. Says the same whoever the address belongs to. */
export function LookInMail({ email, text, resend = false, children }: { email: string; text: string; resend?: boolean; children?: ReactNode }) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const again = async () => {
    setBusy(true);
    try {
      await resendVerification(email);
      toast({ text: t('mail.sentAgain') });
    } catch (error) {
      toastProblem(error);
    }
    setBusy(false);
  };
  return (
    <>
      <PageTitle title={t('mail.title')} />
      <Card padding="lg">
        <Stack gap="md">
          <Text>{text}</Text>
          <Text size="sm" c="dimmed">{t('mail.hint')}</Text>
          {resend && (
            <Button variant="default" loading={busy} onClick={() => void again()}>
              {t('mail.again')}
            </Button>
          )}
          {children}
        </Stack>
      </Card>
    </>
  );
}
