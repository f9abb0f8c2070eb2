import { Button, Card, Code, Group, Input, Stack, Text, TextInput, Title } from '@mantine/core';
import '@mantine/core/styles/Code.css';
import { useState } from 'react';
import { useApiForm, type Schema } from '@/shared/api';
import { useFormats } from '@/shared/time';
import { FormProblem, toast, useDeed } from '@/shared/ui';
import { confirmTotp, removeTotp, setUpTotp } from '../api';
import { useT } from '../i18n';
import { required } from './fields';
import { QrCode } from './QrCode';

function SetUp({ setup, onDone }: { setup: Schema['TotpSetup']; onDone: (codes: string[] | undefined) => void }) {
  const t = useT();
  const api = useApiForm({
    mode: 'controlled',
    initialValues: { code: '' },
    validate: { code: required },
    submit: async ({ code }) => {
      const codes = await confirmTotp(code.trim());
      toast({ text: t('totp.done') });
      onDone(codes);
    },
  });
  return (
    <form onSubmit={api.onSubmit} noValidate>
      <FormProblem problem={api.problem} />
      <Stack gap="sm">
        <Text size="sm">{t('totp.scan')}</Text>
        <QrCode text={setup.uri} label={t('totp.qr')} />
        <Input.Wrapper label={t('totp.secret')} labelElement="div">
          <div><Code style={{ overflowWrap: 'anywhere' }}>{setup.secret.replace(/(.{4})(?=.)/g, '$1 ')}</Code></div>
        </Input.Wrapper>
        <TextInput label={t('totp.code')} inputMode="numeric" autoComplete="one-time-code" {...api.form.getInputProps('code')} />
        <Button type="submit" loading={api.busy} w="fit-content">{t('totp.confirm')}</Button>
      </Stack>
    </form>
  );
}

export function AppCard({ factors, onCodes }: { factors: Schema['FactorsOverview']; onCodes: (codes: string[]) => void }) {
  const t = useT();
  const { date } = useFormats();
  const [setup, setSetup] = useState<Schema['TotpSetup']>();
  const since = factors.totp_since;
  const { run } = useDeed('auth/factors');
  const begin = async () => setSetup(await setUpTotp());
  const remove = async () => {
    await removeTotp();
    toast({ text: t('totp.removed') });
  };
  return (
    <Card>
      <Title order={2} mb="xs">{t('totp.title')}</Title>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">{t('totp.text')}</Text>
        {since && <Text size="sm" fw={600}>{t('totp.since', { date: date(since) })}</Text>}
        {setup ? (
          <SetUp
            setup={setup}
            onDone={(codes) => {
              setSetup(undefined);
              if (codes) onCodes(codes);
            }}
          />
        ) : (
          <Group gap="xs">
            <Button variant={since ? 'default' : 'filled'} onClick={() => void run(begin)}>{since ? t('totp.replace') : t('totp.add')}</Button>
            {since && <Button variant="default" onClick={() => void run(remove)}>{t('totp.remove')}</Button>}
          </Group>
        )}
      </Stack>
    </Card>
  );
}
