import { Button, Group, NativeSelect, SimpleGrid, Text, TextInput } from '@mantine/core';
import { useT as useShared } from '@/shared/i18n/shared';
import { useT as usePatientT } from '@/shared/patient/i18n';
import { useT } from '../i18n';
import type { Booking } from './useBooking';

const sexes = ['unknown', 'female', 'male', 'other'] as const;

/** The few fields that a first call needs; the record can be completed at the desk. */
export function NewPatientFields({ form, onBack }: { form: Booking['form']; onBack: () => void }) {
  const t = useT();
  const shared = useShared();
  const patient = usePatientT();
  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Text fw={600}>{patient('new')}</Text>
        <Button size="compact-sm" variant="subtle" onClick={onBack}>{t('book.backToSearch')}</Button>
      </Group>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <TextInput autoFocus label={t('book.birthName')} autoComplete="off" {...form.getInputProps('newPatient.birth_name')} />
        <TextInput label={t('book.firstName')} autoComplete="off" {...form.getInputProps('newPatient.first_name')} />
        <TextInput label={t('book.birthDate')} placeholder="31/01/1980" inputMode="numeric" autoComplete="off" {...form.getInputProps('newPatient.birth_date')} />
        <TextInput label={t('book.phone')} type="tel" autoComplete="off" {...form.getInputProps('newPatient.phone')} />
        <TextInput label={t('book.email')} type="email" autoComplete="off" {...form.getInputProps('newPatient.email')} />
        <NativeSelect label={t('book.sex')} data={sexes.map((value) => ({ value, label: shared(`sex.${value}`) }))} {...form.getInputProps('newPatient.sex')} />
      </SimpleGrid>
    </div>
  );
}
