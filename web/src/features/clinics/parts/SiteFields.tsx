import { Fieldset, Select, SimpleGrid, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { AddressFields } from '@/shared/editing';
import type { SiteValues } from '../forms';
import { useT } from '../i18n';

const zones = () => ('supportedValuesOf' in Intl ? Intl.supportedValuesOf('timeZone') : ['Europe/Paris']);

export function SiteFields({ form }: { form: UseFormReturnType<SiteValues> }) {
  const t = useT();
  return (
    <>
      <TextInput label={t('field.siteName')} description={t('field.siteNameHint')} required data-autofocus {...form.getInputProps('name')} />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <TextInput label={t('field.phone')} type="tel" autoComplete="off" {...form.getInputProps('phone')} />
        <TextInput label={t('field.email')} type="email" autoComplete="off" {...form.getInputProps('email')} />
      </SimpleGrid>
      <AddressFields form={form} current={form.values.address} />
      <Select label={t('field.zone')} description={t('field.zoneHint')} data={[...new Set([form.values.time_zone, ...zones()])]} searchable allowDeselect={false} limit={60} {...form.getInputProps('time_zone')} />
      <Fieldset legend={t('field.identity')} variant="unstyled">
        <TextInput label={t('field.legalName')} description={t('field.legalNameHint')} {...form.getInputProps('legal_name')} />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" mt="sm">
          <TextInput label={t('field.siret')} inputMode="numeric" autoComplete="off" {...form.getInputProps('siret')} />
          <TextInput label={t('field.vatNumber')} description={t('field.vatNumberHint')} inputWrapperOrder={['label', 'input', 'description', 'error']} autoComplete="off" {...form.getInputProps('vat_number')} />
        </SimpleGrid>
      </Fieldset>
    </>
  );
}
