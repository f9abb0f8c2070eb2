import { Button, Card, Stack, Text } from '@mantine/core';
import { PageTitle, toast, useDeed } from '@/shared/ui';
import { resendVerification } from '../api';
import { useT } from '../i18n';

/** What comes next is in the mail. Says the same whoever the address belongs to. */
export function LookInMail({ email, text, resend = false }: { email: string; text: string; resend?: boolean }) {
  const t = useT();
  const { busy, run } = useDeed();
  const again = async () => {
    await resendVerification(email);
    toast({ text: t('mail.sentAgain') });
  };
  return (
    <>
      <PageTitle title={t('mail.title')} />
      <Card padding="lg">
        <Stack gap="md">
          <Text>{text}</Text>
          <Text size="sm" c="dimmed">{t('mail.hint')}</Text>
          {resend && (
            <Button variant="default" loading={busy} onClick={() => void run(again)}>
              {t('mail.again')}
            </Button>
          )}
        </Stack>
      </Card>
    </>
  );
}
