import { Button } from '@mantine/core';
import { IconMailCheck } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useApiForm } from '@/shared/api';
import { refresh } from '@/shared/api/session';
import { EmptyState } from '@/shared/ui';
import { confirmEmail } from '../api';
import { useT } from '../i18n';
import { LinkOver } from '../parts/LinkOver';
import { PlainForm } from '../parts/PlainForm';
import { confirmRoute } from '../routes';

export default function ConfirmPage() {
  const { token } = confirmRoute.useSearch();
  return token ? <ConfirmForm token={token} /> : <LinkOver />;
}

/** By a press, not by opening the page: programs that look into mails open links too. */
function ConfirmForm({ token }: { token: string }) {
  const t = useT();
  const router = useRouter();
  const [done, setDone] = useState(false);
  const api = useApiForm({
    mode: 'uncontrolled',
    initialValues: {},
    submit: async () => {
      await confirmEmail(token);
      setDone(true);
      await refresh().catch(() => undefined); // where somebody is signed in, their address is shown anew
    },
  });
  if (done) {
    return (
      <EmptyState page icon={IconMailCheck} title={t('confirm.done')} text={t('confirm.doneText')}>
        <Button onClick={() => void router.navigate({ to: '/' })}>{t('confirm.go')}</Button>
      </EmptyState>
    );
  }
  return <PlainForm title={t('confirm.title')} text={t('confirm.text')} submit={t('confirm.submit')} api={api}>{null}</PlainForm>;
}
