import '@mantine/core/styles/Fieldset.css';

import { Fieldset, Group, Select, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactNode } from 'react';
import { AddressFields, Segments } from '@/shared/editing';
import { useT as useShared } from '@/shared/i18n/shared';
import type { PatientValues } from '../form';
import { useT } from '../i18n';

const sexes = ['female', 'male', 'other', 'unknown'] as const;

/** What is asked first, and is enough to register somebody on the phone. `children` stand right after the names. */
export function IdentityFields({ form, children }: { form: UseFormReturnType<PatientValues>; children?: ReactNode }) {
  const t = useT();
  const shared = useShared();
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <TextInput label={t('field.birthName')} required data-autofocus autoComplete="off" {...form.getInputProps('birth_name')} />
        <TextInput label={t('field.firstName')} required autoComplete="off" {...form.getInputProps('first_name')} />
        <TextInput label={t('field.usedName')} description={t('field.usedNameHint')} inputWrapperOrder={['label', 'input', 'description', 'error']} autoComplete="off" {...form.getInputProps('used_name')} />
        <TextInput label={t('field.birthDate')} placeholder={t('field.birthDateHint')} inputMode="numeric" autoComplete="off" {...form.getInputProps('birth_date')} />
      </SimpleGrid>
      {children}
      <Segments label={t('field.sex')} data={sexes.map((value) => ({ value, label: shared(`sex.${value}`) }))} {...form.getInputProps('sex')} />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <TextInput label={t('field.phone')} type="tel" autoComplete="off" {...form.getInputProps('phone')} />
        <TextInput label={t('field.email')} type="email" autoComplete="off" {...form.getInputProps('email')} />
      </SimpleGrid>
    </>
  );
}

/** The rest of the administrative record. */
export function MoreFields({ form }: { form: UseFormReturnType<PatientValues> }) {
  const t = useT();
  const languages = [{ value: 'fr', label: 'Français' }, { value: 'en', label: 'English' }];
  return (
    <>
      <Group grow gap="sm" align="flex-start">
        <TextInput label={t('field.birthPlace')} autoComplete="off" {...form.getInputProps('birth_place')} />
        <Select label={t('field.language')} data={languages} allowDeselect={false} {...form.getInputProps('language')} />
      </Group>
      <AddressFields form={form} current={form.values.address} />
      <Fieldset variant="unstyled" legend={<Text span fw={650}>{t('field.contact')}</Text>}>
        <Stack gap="sm">
          <TextInput label={t('field.contactName')} autoComplete="off" {...form.getInputProps('emergency_contact.name')} />
          <Group grow gap="sm" align="flex-start">
            <TextInput label={t('field.phone')} type="tel" autoComplete="off" {...form.getInputProps('emergency_contact.phone')} />
            <TextInput label={t('field.relation')} placeholder={t('field.relationHint')} autoComplete="off" {...form.getInputProps('emergency_contact.relation')} />
          </Group>
        </Stack>
      </Fieldset>
      <Textarea label={t('field.note')} description={t('field.noteHint')} autosize minRows={2} maxRows={8} {...form.getInputProps('note')} />
    </>
  );
}
