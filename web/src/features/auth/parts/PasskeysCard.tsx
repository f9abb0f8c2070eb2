import { ActionIcon, Button, Card, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { invalidate, useApiForm, type Schema } from '@/shared/api';
import { useT as useShared } from '@/shared/i18n/shared';
import { passkeysWork, wasCancelled } from '@/shared/proof/passkey';
import { useFormats } from '@/shared/time';
import { FormProblem, toast, useDeed } from '@/shared/ui';
import { addPasskey, removePasskey, renamePasskey } from '../api';
import { useT } from '../i18n';
import { required } from './fields';
import classes from './lines.module.css';

function Passkey({ passkey }: { passkey: Schema['PasskeyLine'] }) {
  const t = useT();
  const { date, ago } = useFormats();
  const { name, created_at, last_used_at, cloned_at } = passkey;
  const { run } = useDeed('auth/factors');
  const remove = async () => {
    await removePasskey(passkey.id);
    toast({ text: t('passkey.removed') });
  };
  const [renaming, setRenaming] = useState(false);
  const pencil = useRef<HTMLButtonElement>(null);
  const renamed = useRef(false);
  useEffect(() => {
    if (renamed.current) pencil.current?.focus(); // which was away meanwhile
    renamed.current = renaming;
  }, [renaming]);
  if (renaming) return <li className={classes.line}><Rename passkey={passkey} onDone={() => setRenaming(false)} /></li>;
  const used = last_used_at ? t('passkey.used', { date: date(created_at), ago: ago(last_used_at) }) : t('passkey.unused', { date: date(created_at) });
  return (
    <li className={classes.line}>
      <div>
        <Text fw={600} size="sm">{name}</Text>
        <Text size="xs" c="dimmed">{used}</Text>
        {cloned_at && <Text size="xs" fw={600} c="red.8">{t('passkey.cloned')}</Text>}
      </div>
      <Group gap={6} wrap="nowrap">
        <ActionIcon ref={pencil} variant="default" aria-label={t('passkey.rename', { name })} onClick={() => setRenaming(true)}>
          <IconPencil size={16} />
        </ActionIcon>
        <ActionIcon variant="default" aria-label={t('passkey.remove', { name })} onClick={() => void run(remove)}>
          <IconTrash size={16} />
        </ActionIcon>
      </Group>
    </li>
  );
}

/** In place of its line. Escape leaves the name as it was. */
function Rename({ passkey, onDone }: { passkey: Schema['PasskeyLine']; onDone: () => void }) {
  const t = useT();
  const shared = useShared();
  const api = useApiForm({
    mode: 'controlled',
    initialValues: { name: passkey.name },
    validate: { name: required },
    submit: async ({ name }) => {
      try {
        await renamePasskey(passkey, name.trim());
        toast({ text: t('passkey.renamed') });
      } finally {
        await invalidate('auth/factors');
      }
      onDone();
    },
  });
  return (
    <form onSubmit={api.onSubmit} noValidate className={classes.grow} onKeyDown={({ key }) => key === 'Escape' && onDone()}>
      <FormProblem problem={api.problem} />
      <Stack gap={8}>
        <TextInput autoFocus label={t('passkey.name')} maxLength={60} {...api.form.getInputProps('name')} />
        <Group gap={8}>
          <Button type="submit" size="xs" loading={api.busy}>{shared('action.save')}</Button>
          <Button size="xs" variant="subtle" color="gray" onClick={onDone}>{shared('action.cancel')}</Button>
        </Group>
      </Stack>
    </form>
  );
}

function Add({ onCodes }: { onCodes: (codes: string[]) => void }) {
  const t = useT();
  const api = useApiForm({
    mode: 'controlled',
    initialValues: { name: '' },
    validate: { name: required },
    submit: async ({ name }) => {
      const codes = await addPasskey(name.trim()).catch((error: unknown) => {
        if (wasCancelled(error)) return false as const;
        throw error;
      });
      if (codes === false) return;
      api.form.reset();
      toast({ text: t('passkey.added') });
      if (codes) onCodes(codes);
    },
  });
  return (
    <form onSubmit={api.onSubmit} noValidate>
      <FormProblem problem={api.problem} />
      <Stack gap="sm">
        <TextInput label={t('passkey.name')} description={t('passkey.nameHint')} maxLength={60} {...api.form.getInputProps('name')} />
        <Button type="submit" variant="default" loading={api.busy} w="fit-content">{t('passkey.add')}</Button>
      </Stack>
    </form>
  );
}

export function PasskeysCard({ factors, onCodes }: { factors: Schema['FactorsOverview']; onCodes: (codes: string[]) => void }) {
  const t = useT();
  return (
    <Card>
      <Title order={2} mb="xs">{t('passkey.title')}</Title>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">{t('passkey.text')}</Text>
        {factors.passkeys.length === 0 && <Text size="sm">{t('passkey.none')}</Text>}
        {factors.passkeys.length > 0 && <ul className={classes.list}>{factors.passkeys.map((passkey) => <Passkey key={passkey.id} passkey={passkey} />)}</ul>}
        {passkeysWork() ? <Add onCodes={onCodes} /> : <Text size="sm" c="dimmed">{t('passkey.unsupported')}</Text>}
      </Stack>
    </Card>
  );
}
