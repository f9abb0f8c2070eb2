import { Button, Card, Code, MultiSelect, NumberInput, Stack, Text, TextInput, Title } from '@mantine/core';
import '@mantine/core/styles/Code.css';
import { useState } from 'react';
import { invalidate, useApiForm } from '@/shared/api';
import { KeyList } from '@/shared/apikeys/KeyList';
import { FormProblem } from '@/shared/ui';
import { makeApiKey, revokeApiKey, useApiKeys, useScopes } from '../api';
import { useT } from '../i18n';
import { required } from './fields';

function Make() {
  const t = useT();
  const scopes = useScopes();
  const [key, setKey] = useState<string>();
  const api = useApiForm({
    mode: 'controlled',
    initialValues: { name: '', scopes: [] as string[], days: 90 },
    validate: { name: required, scopes: (chosen) => (chosen.length === 0 ? required('') : null) },
    submit: async (values) => {
      setKey(await makeApiKey(values));
      api.form.reset();
      void invalidate('auth/api-keys');
    },
  });
  const { getInputProps } = api.form;
  return (
    <form onSubmit={api.onSubmit} noValidate>
      <FormProblem problem={api.problem} />
      <Stack gap="sm">
        {key && (
          <div role="status">
            <Text size="sm" fw={600}>{t('keys.shown')}</Text>
            <Code block>{key}</Code>
          </div>
        )}
        <TextInput label={t('keys.name')} maxLength={60} {...getInputProps('name')} />
        <MultiSelect label={t('keys.scopes')} description={t('keys.scopesHint')} data={scopes.data?.scopes ?? []} searchable hidePickedOptions {...getInputProps('scopes')} />
        <NumberInput label={t('keys.days')} min={1} max={365} allowDecimal={false} w={160} {...getInputProps('days')} />
        <Button type="submit" variant="default" loading={api.busy} w="fit-content">{t('keys.make')}</Button>
      </Stack>
    </form>
  );
}

export function ApiKeysCard() {
  const t = useT();
  const keys = useApiKeys();
  return (
    <Card>
      <Title order={2} mb="xs">{t('keys.title')}</Title>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">{t('keys.text')}</Text>
        <KeyList keys={keys} topic="auth/api-keys" revoke={revokeApiKey} />
        <Make />
      </Stack>
    </Card>
  );
}
