import { Checkbox, Group, MultiSelect, Select, SimpleGrid, Stack, Switch, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useDirectory } from '@/shared/directory';
import { Segments } from '@/shared/editing';
import { useLanguage } from '@/shared/i18n';
import { fullName } from '@/shared/ui';
import { useAccounts } from '../api';
import type { PractitionerValues } from '../forms';
import { useT } from '../i18n';
import { ColourField } from './ColourField';

const spoken = ['fr', 'en', 'ar', 'de', 'es', 'it', 'nl', 'pl', 'pt', 'ro', 'ru', 'tr', 'uk', 'vi', 'zh'];

export function PractitionerFields({ form }: { form: UseFormReturnType<PractitionerValues> }) {
  const t = useT();
  const { sites } = useDirectory();
  const names = new Intl.DisplayNames([useLanguage()], { type: 'language' });
  const languages = [...new Set([...spoken, ...form.values.languages])].map((value) => ({ value, label: names.of(value) ?? value }));
  return (
    <>
      <Segments label={t('field.kind')} data={[{ value: 'practitioner', label: t('kind.practitioner') }, { value: 'coach', label: t('kind.coach') }]} {...form.getInputProps('kind')} />
      <Group gap="sm" align="flex-start" wrap="nowrap">
        <TextInput label={t('field.title')} placeholder="Dr" w={72} {...form.getInputProps('title')} />
        <TextInput label={t('field.firstName')} required flex={1} data-autofocus autoComplete="off" {...form.getInputProps('first_name')} />
        <TextInput label={t('field.lastName')} required flex={1} autoComplete="off" {...form.getInputProps('last_name')} />
      </Group>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <TextInput label={t('field.specialty')} required {...form.getInputProps('specialty')} />
        <TextInput label={t('field.licence')} inputMode="numeric" {...form.getInputProps('licence_number')} />
      </SimpleGrid>
      <MultiSelect label={t('field.languages')} data={languages} searchable {...form.getInputProps('languages')} />
      <Checkbox.Group label={t('field.worksAt')} {...form.getInputProps('site_ids')}>
        <Stack gap={8} mt={6}>{sites.map(({ id, name }) => <Checkbox key={id} value={id} label={name} />)}</Stack>
      </Checkbox.Group>
      <AccountField form={form} />
      <ColourField value={form.values.colour} onChange={(colour) => form.setFieldValue('colour', colour)} error={form.errors.colour as string | undefined} />
      <Switch label={t('field.online')} {...form.getInputProps('online_bookable', { type: 'checkbox' })} />
    </>
  );
}

/** The log-in of this person: an account whose role fits. */
function AccountField({ form }: { form: UseFormReturnType<PractitionerValues> }) {
  const t = useT();
  const { kind, user_id } = form.values;
  const { data } = useAccounts();
  const fitting = (data?.items ?? []).filter(({ id, roles }) => id === user_id || roles.includes(kind));
  const { value, onChange, ...props } = form.getInputProps('user_id') as { value: string; onChange: (value: string) => void };
  return (
    <Select
      label={t('field.account')}
      description={t('field.accountHint', { kind: t(`kind.${kind}`).toLocaleLowerCase() })}
      placeholder={t('field.accountNone')}
      data={fitting.map((one) => ({ value: one.id, label: `${fullName(one)} · ${one.email}` }))}
      searchable
      clearable
      value={value || null}
      onChange={(next) => onChange(next ?? '')}
      {...props}
    />
  );
}
