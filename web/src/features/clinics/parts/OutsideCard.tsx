import { Alert, Button, Card, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { invalidate, useApiForm, type Schema } from '@/shared/api';
import { useFormats } from '@/shared/time';
import { ErrorState, FormProblem, RowsLoading, toast, useDeed } from '@/shared/ui';
import { readOutside, removeOutside, setOutside, useOutside } from '../api';
import { useT } from '../i18n';

function Connect({ practitionerId }: { practitionerId: string }) {
  const t = useT();
  const api = useApiForm({
    mode: 'controlled',
    initialValues: { url: '' },
    submit: async ({ url }) => {
      await setOutside(practitionerId, url.trim());
      api.form.reset();
      toast({ text: t('outside.connected') });
      void invalidate('availability');
    },
  });
  return (
    <form onSubmit={api.onSubmit} noValidate>
      <FormProblem problem={api.problem} />
      <Group align="flex-end" gap="sm">
        <TextInput label={t('outside.address')} description={t('outside.addressHint')} type="url" autoComplete="off" maxLength={2000} style={{ flex: '1 1 260px' }} {...api.form.getInputProps('url')} />
        <Button type="submit" variant="default" loading={api.busy} disabled={api.form.values.url.trim() === ''}>{t('outside.connect')}</Button>
      </Group>
    </form>
  );
}

function Connected({ practitionerId, calendar }: { practitionerId: string; calendar: Schema['OutsideCalendar'] }) {
  const t = useT();
  const { ago } = useFormats();
  const { run, busy } = useDeed('availability');
  const remove = async () => {
    await removeOutside(practitionerId);
    toast({ text: t('outside.removed') });
  };
  const read = calendar.read_at ? ago(calendar.read_at) : '';
  return (
    <Stack gap="sm">
      <Text size="sm">
        <strong>{calendar.host}</strong> · {t('outside.busy', { count: calendar.busy_times })} · {t('outside.read', { ago: read })}
      </Text>
      {calendar.advice && <Alert color="orange" title={t('outside.failing', { ago: read })}>{calendar.advice}</Alert>}
      {calendar.skipped > 0 && <Text size="sm" c="dimmed">{t('outside.skipped', { count: calendar.skipped })}</Text>}
      <Group gap="xs">
        <Button variant="default" disabled={busy} onClick={() => void run(() => readOutside(practitionerId))}>{t('outside.again')}</Button>
        <Button variant="default" disabled={busy} onClick={() => void run(remove)}>{t('outside.remove')}</Button>
      </Group>
    </Stack>
  );
}

/** A calendar that the practitioner keeps elsewhere: when they are busy there, nobody books them here. */
export function OutsideCard({ practitionerId }: { practitionerId: string }) {
  const t = useT();
  const { data, error, isPending, refetch } = useOutside(practitionerId);
  return (
    <Card component="section" mt="md">
      <Title order={2} mb="xs">{t('outside.title')}</Title>
      <Text size="sm" c="dimmed" mb="sm">{t('outside.text')}</Text>
      {isPending && <RowsLoading rows={1} />}
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {data?.connected === true && <Connected practitionerId={practitionerId} calendar={data} />}
      {data?.connected === false && <Connect practitionerId={practitionerId} />}
    </Card>
  );
}
