import '@mantine/core/styles/Fieldset.css';

import { Fieldset, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useLanguage } from '@/shared/i18n';
import { useT } from '@/shared/i18n/shared';
import type { Schema } from '@/shared/api';
import { given } from './merge';
import { required } from './rules';

export type AddressValues = Record<'line1' | 'line2' | 'postal_code' | 'city' | 'country', string>;

export function addressValues(address: Schema['Address'] | undefined): AddressValues {
  return { line1: '', postal_code: '', city: '', country: 'FR', ...address, line2: address?.line2 ?? '' };
}

const empty = ({ line1, line2, postal_code, city }: AddressValues) => [line1, line2, postal_code, city].every((part) => part.trim() === '');

/** As the API takes it; an address of which nothing is filled in is none. */
export function givenAddress(values: AddressValues): Schema['Address'] | undefined {
  if (empty(values)) return undefined;
  const { line1, line2, postal_code, city, country } = values;
  return { line1: line1.trim(), line2: given(line2), postal_code: postal_code.trim(), city: city.trim(), country };
}

const unlessEmpty = (value: string, { address }: { address: AddressValues }) => (empty(address) ? null : required(value));

/** Rules of an address that may be left out, but not half-filled. */
export const optionalAddress = { line1: unlessEmpty, postal_code: unlessEmpty, city: unlessEmpty };
export const requiredAddress = { line1: required, postal_code: required, city: required };

const near = ['FR', 'BE', 'CH', 'LU', 'MC', 'DE', 'ES', 'IT', 'GB', 'PT', 'CA', 'MA', 'TN', 'DZ', 'SN', 'CI', 'CM', 'LB'];

interface Props {
  /** A Mantine form whose values have a member `address`. */
  form: { getInputProps: (path: 'address.line1' | 'address.line2' | 'address.postal_code' | 'address.city' | 'address.country') => object };
  current: AddressValues;
  /** Whether the browser may fill in the user's own address. */
  own?: boolean;
}

export function AddressFields({ form, current, own = false }: Props) {
  const t = useT();
  const names = new Intl.DisplayNames([useLanguage()], { type: 'region' });
  const countries = [...new Set([...near, current.country])].map((value) => ({ value, label: names.of(value) ?? value }));
  const fill = (name: string) => (own ? name : 'off');
  return (
    <Fieldset variant="unstyled" legend={<Text span fw={650}>{t('address.title')}</Text>}>
      <Stack gap="sm">
        <TextInput label={t('address.line1')} autoComplete={fill('address-line1')} {...form.getInputProps('address.line1')} />
        <TextInput label={t('address.line2')} autoComplete={fill('address-line2')} {...form.getInputProps('address.line2')} />
        <Group gap="sm" align="flex-start" wrap="nowrap">
          <TextInput label={t('address.postalCode')} w={130} autoComplete={fill('postal-code')} {...form.getInputProps('address.postal_code')} />
          <TextInput label={t('address.city')} flex={1} autoComplete={fill('address-level2')} {...form.getInputProps('address.city')} />
        </Group>
        <Select label={t('address.country')} data={countries} allowDeselect={false} searchable {...form.getInputProps('address.country')} />
      </Stack>
    </Fieldset>
  );
}
