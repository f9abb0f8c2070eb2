import { Button } from '@mantine/core';
import { useState } from 'react';
import { keepNext } from '@/shared/next';
import { FormProblem } from '@/shared/ui';
import { startProvider, useProvider } from '../api';
import { useT } from '../i18n';

/** Through the clinic's identity provider, where there is one. */
export function ProviderLogIn({ next }: { next: string | undefined }) {
  const t = useT();
  const provider = useProvider();
  const [problem, setProblem] = useState<unknown>();
  if (!provider.data?.enabled) return null;
  const go = async () => {
    setProblem(undefined);
    try {
      const page = await startProvider();
      keepNext(next);
      location.assign(page);
    } catch (error) {
      setProblem(error);
    }
  };
  return (
    <>
      <Button variant="default" size="md" fullWidth mt="md" onClick={() => void go()}>{t('login.provider', { label: provider.data.label })}</Button>
      <FormProblem problem={problem} />
    </>
  );
}
