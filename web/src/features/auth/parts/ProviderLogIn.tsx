import { Button } from '@mantine/core';
import { useState } from 'react';
import { FormProblem } from '@/shared/ui';
import { startProvider, useProvider } from '../api';
import { useT } from '../i18n';

/** Through the clinic's identity provider, where there is one. */
export function ProviderLogIn() {
  const t = useT();
  const provider = useProvider();
  const [problem, setProblem] = useState<unknown>();
  if (!provider.data?.enabled) return null;
  const go = async () => {
    setProblem(undefined);
    try {
      location.assign(await startProvider());
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
