import { Button, Card, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { PageTitle, toast, useDeed } from '@/shared/ui';
import { resendVerification } from '../api';
import { useT } from '../i18n';
import classes from './PlainForm.module.css';

/** What comes next is in the mail. `next`: where it goes on for who has proven the address elsewhere. Says the same whoever the address belongs to. */
export function LookInMail({ email, text, next, resend = false }: { email: string; text: string; next?: string; resend?: boolean }) {
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
          {next && <Link to="/login" search={{ next }} className={classes.link}>{t('register.proven')}</Link>}
        </Stack>
      </Card>
    </>
  );
}
