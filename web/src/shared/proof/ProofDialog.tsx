import { Button, Modal, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api, client, useApiForm } from '@/shared/api';
import { signedIn } from '@/shared/api/session';
import { answer } from '@/shared/editing/answer';
import { useT } from '@/shared/i18n/shared';
import { FormProblem, RowsLoading } from '@/shared/ui/states';
import { passkeysWork, signWithPasskey, wasCancelled } from './passkey';

interface Props {
  opened: boolean;
  onDone: (proven: boolean) => void;
}

type Way = 'password' | 'code';

async function stepUp(body: Record<string, unknown>): Promise<void> {
  signedIn(await answer(client.POST('/api/auth/step-up', { body })));
}

async function byPasskey(): Promise<void> {
  const challenge = await answer(client.POST('/api/auth/passkeys/challenge'));
  await stepUp({ passkey: await signWithPasskey(challenge) });
}

function ProofForm({ ways, onDone }: { ways: Way[]; onDone: () => void }) {
  const t = useT();
  const [way, setWay] = useState<Way>(ways.includes('code') ? 'code' : 'password');
  const form = useApiForm({
    mode: 'controlled',
    initialValues: { password: '', code: '' },
    validate: { [way]: (value: string) => (value.trim() === '' ? t('form.required') : null) },
    submit: async (values) => {
      await stepUp({ [way]: way === 'code' ? values.code.trim() : values.password });
      onDone();
    },
  });
  const other: Way = way === 'code' ? 'password' : 'code';
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <FormProblem problem={form.problem} />
      <Stack gap="sm">
        {way === 'code' ? (
          <TextInput data-autofocus label={t('proof.code')} inputMode="numeric" autoComplete="one-time-code" {...form.form.getInputProps('code')} />
        ) : (
          <PasswordInput data-autofocus label={t('proof.password')} autoComplete="current-password" {...form.form.getInputProps('password')} />
        )}
        <Button type="submit" loading={form.busy}>{t('proof.confirm')}</Button>
        {ways.includes(other) && (
          <Button variant="subtle" size="compact-sm" onClick={() => setWay(other)}>
            {other === 'code' ? t('proof.useCode') : t('proof.usePassword')}
          </Button>
        )}
      </Stack>
    </form>
  );
}

/** Asks the person to show once more who they are; what they were doing waits behind it. */
export default function ProofDialog({ opened, onDone }: Props) {
  const t = useT();
  const factors = api.useQuery('get', '/api/auth/factors', {}, { enabled: opened });
  const [problem, setProblem] = useState<unknown>();
  const sign = async () => {
    setProblem(undefined);
    try {
      await byPasskey();
      onDone(true);
    } catch (error) {
      if (!wasCancelled(error)) setProblem(error);
    }
  };
  const mine = factors.data;
  const ways: Way[] = [...(mine?.totp_since ? (['code'] as const) : []), ...(mine?.has_password ? (['password'] as const) : [])];
  return (
    <Modal opened={opened} onClose={() => onDone(false)} title={<Text component="span" fw={700} size="lg">{t('proof.title')}</Text>} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <Stack gap="sm">
        <Text size="sm">{t('proof.text')}</Text>
        {factors.isPending && <RowsLoading rows={2} />}
        <FormProblem problem={problem ?? factors.error ?? undefined} />
        {mine && passkeysWork() && mine.passkeys.length > 0 && (
          <Button variant="default" onClick={() => void sign()}>{t('proof.usePasskey')}</Button>
        )}
        {ways.length > 0 && <ProofForm ways={ways} onDone={() => onDone(true)} />}
      </Stack>
    </Modal>
  );
}
