import { Chip, Group, Input, MultiSelect, Textarea } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useId } from 'react';
import { fullName } from '@/shared/ui';
import { DayInput } from '@/shared/ui/dates';
import { TimeInput, type Practitioner } from '@/shared/visit';
import { useT } from '../i18n';
import type { WishValues } from '../wish';

const days = [1, 2, 3, 4, 5, 6, 7] as const;

/** With whom, on which days, when in the day, until when. */
export function WishFields<Values extends WishValues>({ form, people }: { form: UseFormReturnType<Values>; people: Practitioner[] }) {
  const t = useT();
  const id = useId();
  return (
    <>
      <MultiSelect
        label={t('field.practitioners')}
        placeholder={form.values.practitioner_ids.length === 0 ? t('field.anyone') : undefined}
        data={people.map((one) => ({ value: one.id, label: fullName(one) }))}
        searchable
        {...form.getInputProps('practitioner_ids')}
      />
      <Input.Wrapper label={t('field.weekdays')} labelElement="div" labelProps={{ id }} description={t('field.weekdaysHint')}>
        <Chip.Group multiple {...form.getInputProps('weekdays')}>
          <Group gap={6} mt={6} role="group" aria-labelledby={id}>
            {days.map((day) => <Chip key={day} value={String(day)} size="sm">{t(`day.${day}`)}</Chip>)}
          </Group>
        </Chip.Group>
      </Input.Wrapper>
      <Group grow gap="sm" align="flex-start">
        <TimeInput label={t('field.earliest')} description={t('field.hoursHint')} {...form.getInputProps('earliest')} />
        <TimeInput label={t('field.latest')} description={t('field.hoursHint')} {...form.getInputProps('latest')} />
      </Group>
      <DayInput label={t('field.until')} description={t('field.untilHint')} clearable={false} {...form.getInputProps('until')} />
      <Textarea label={t('field.note')} description={t('field.noteHint')} autosize minRows={1} maxLength={300} {...form.getInputProps('note')} />
    </>
  );
}
