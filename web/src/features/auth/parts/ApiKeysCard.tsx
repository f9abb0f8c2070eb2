import { ActionIcon, Button, Card, Code, MultiSelect, NumberInput, Stack, Text, TextInput, Title } from '@mantine/core';
import '@mantine/core/styles/Code.css';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { invalidate, useApiForm, type Schema } from '@/shared/api';
import { useFormats } from '@/shared/time';
import { ErrorState, FormProblem, RowsLoading, toast, useDeed } from '@/shared/ui';
import { makeApiKey, revokeApiKey, useApiKeys, useScopes } from '../api';
import { useT } from '../i18n';
import { required } from './fields';
import classes from './SessionsCard.module.css';

function Key({ line }: { line: Schema['ApiKey'] }) {
  const t = useT();
  const { date, ago } = useFormats();
  const { name, prefix, scopes, expires_at, last_used_at } = line;
  const { run } = useDeed('auth/api-keys');
  const revoke = async () => {
    await revokeApiKey(line.id);
    toast({ text: t('keys.revoked') });
  };
  return (
    <li className={classes.device}>
      <div>
        <Text fw={600} size="sm">{name} <Code>{prefix}…</Code></Text>
        <Text size="xs" c="dimmed">{scopes.join(', ')}</Text>
        <Text size="xs" c="dimmed">
          {t('keys.until', { date: date(expires_at) })} · {last_used_at ? t('keys.used', { ago: ago(last_used_at) }) : t('keys.neverUsed')}
        </Text>
      </div>
      <ActionIcon variant="default" aria-label={t('keys.revoke', { name })} onClick={() => void run(revoke)}>
        <IconTrash size={16} />
      </ActionIcon>
    </li>
  );
}

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
  const { data, error, isPending, refetch } = useApiKeys();
  return (
    <Card>
      <Title order={2} mb="xs">{t('keys.title')}</Title>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">{t('keys.text')}</Text>
        {isPending && <RowsLoading rows={2} height={44} />}
        {error && <ErrorState error={error} retry={() => void refetch()} />}
        {data?.items.length === 0 && <Text size="sm">{t('keys.none')}</Text>}
        {data && data.items.length > 0 && <ul className={classes.list}>{data.items.map((line) => <Key key={line.id} line={line} />)}</ul>}
        <Make />
      </Stack>
    </Card>
  );
}
