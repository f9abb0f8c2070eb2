import { Text } from '@mantine/core';
import { Link, useRouter } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { Schema } from '@/shared/api';
import { takeNext } from '@/shared/next';
import { ErrorState, PageTitle, RowsLoading } from '@/shared/ui';
import { finishProvider } from '../api';
import { useT } from '../i18n';
import classes from '../parts/PlainForm.module.css';
import { SecondStep } from '../parts/SecondStep';
import { callbackRoute } from '../routes';

/** Where the identity provider sends the browser back to. */
export default function CallbackPage() {
  const t = useT();
  const router = useRouter();
  const { code, state } = callbackRoute.useSearch();
  const [problem, setProblem] = useState<unknown>();
  const [asked, setAsked] = useState<Schema['SecondFactor']>();
  const sent = useRef(false);
  const enter = () => router.history.replace(takeNext() ?? '/');

  useEffect(() => {
    // The code is good once: a second rendering must not send it again.
    if (sent.current) return;
    sent.current = true;
    finishProvider({ code: code ?? '-', state: state ?? '-' }).then((question) => (question ? setAsked(question) : enter()), setProblem);
  });

  if (asked) return <SecondStep asked={asked} onDone={enter} onBack={() => router.history.replace('/login')} />;
  return (
    <>
      <PageTitle title={t('login.title')} />
      {problem === undefined ? <RowsLoading rows={2} /> : <ErrorState error={problem} />}
      <Text size="sm" mt="lg" ta="center" component="div">
        <Link to="/login" className={classes.link}>{t('second.back')}</Link>
      </Text>
    </>
  );
}
