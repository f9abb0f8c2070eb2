import { Checkbox, Group, MultiSelect, NumberInput, Select, SimpleGrid, Switch, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useDirectory } from '@/shared/directory';
import { useLanguage } from '@/shared/i18n';
import { useT as useShared } from '@/shared/i18n/shared';
import { fullName } from '@/shared/ui';
import type { VisitTypeValues } from '../forms';
import { useT } from '../i18n';
import { decimals } from '@/shared/money';
import { ColourField } from './ColourField';
import { NeedsFields } from './NeedsFields';

const currencies = ['EUR', 'CHF', 'GBP', 'USD', 'CAD', 'MAD', 'TND', 'DZD', 'XOF', 'XAF'];
const modes = ['on_site', 'video', 'home'] as const;
const hour = 60;
const day = 24 * hour;
const reminders = [1, 2, 3, 5, 7, 14, 30];
const payments = [15, 30, hour, 2 * hour, 4 * hour, 12 * hour, day];
const notices = [0, 30, hour, 2 * hour, 4 * hour, 12 * hour, day, 2 * day, 3 * day, 7 * day, 14 * day];

/** What is usual and what is set, in order. */
const sorted = (usual: number[], set: string[]) => [...new Set([...usual, ...set.map(Number)])].sort((a, b) => a - b);

/** `2 heures`, `3 jours`: how long before; also what is set, if it is none of the usual ones. */
function useNotices() {
  const t = useT();
  const said = (minutes: number, none: string) => {
    if (minutes === 0) return none;
    if (minutes < hour) return t('notice.minutes', { count: minutes });
    return minutes % day === 0 ? t('notice.days', { count: minutes / day }) : t('notice.hours', { count: Math.round(minutes / hour) });
  };
  return (set: string, none: string, usual = notices) => sorted(usual, [set]).map((minutes) => ({ value: String(minutes), label: said(minutes, none) }));
}

/** What patients book themselves can wait for its payment to be confirmed. */
function Payment({ form }: { form: UseFormReturnType<VisitTypeValues> }) {
  const t = useT();
  const noticesWith = useNotices();
  return (
    <>
      <Switch label={t('field.payToConfirm')} description={t('field.payToConfirmHint')} {...form.getInputProps('pay_to_confirm', { type: 'checkbox' })} />
      {form.values.pay_to_confirm && (
        <Select label={t('field.payWithin')} data={noticesWith(form.values.pay_within_minutes, '', payments)} allowDeselect={false} {...form.getInputProps('pay_within_minutes')} />
      )}
    </>
  );
}

export function VisitTypeFields({ form }: { form: UseFormReturnType<VisitTypeValues> }) {
  const t = useT();
  const shared = useShared();
  const noticesWith = useNotices();
  const { practitioners } = useDirectory();
  const decimalSeparator = useLanguage() === 'fr' ? ',' : '.';
  const places = decimals(form.values.currency);
  const minutes = { suffix: ' min', step: 5, allowDecimal: false, allowNegative: false };
  return (
    <>
      <TextInput label={t('field.visitName')} description={t('field.visitNameHint')} required data-autofocus {...form.getInputProps('name')} />
      <Group gap="sm" align="flex-start" wrap="nowrap">
        <NumberInput label={t('field.duration')} required min={5} max={480} flex={1} {...minutes} {...form.getInputProps('duration_minutes')} />
        <NumberInput label={t('field.price')} required min={0} flex={1} decimalScale={places} fixedDecimalScale decimalSeparator={decimalSeparator} allowedDecimalSeparators={[',', '.']} {...form.getInputProps('price')} />
        <Select label={t('field.currency')} data={[...new Set([form.values.currency, ...currencies])]} allowDeselect={false} w={92} {...form.getInputProps('currency')} />
      </Group>
      <Checkbox.Group label={t('field.modes')} {...form.getInputProps('modes')}>
        <Group gap="lg" mt={6}>{modes.map((mode) => <Checkbox key={mode} value={mode} label={shared(`mode.${mode}`)} />)}</Group>
      </Checkbox.Group>
      {form.values.modes.includes('on_site') && <NeedsFields form={form} />}
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <NumberInput label={t('field.before')} description={t('field.bufferHint')} min={0} max={120} {...minutes} {...form.getInputProps('buffer_before_minutes')} />
        <NumberInput label={t('field.after')} description={t('field.bufferHint')} min={0} max={120} {...minutes} {...form.getInputProps('buffer_after_minutes')} />
      </SimpleGrid>
      <NumberInput label={t('field.capacity')} description={t('field.capacityHint')} min={1} max={200} allowDecimal={false} allowNegative={false} {...form.getInputProps('capacity')} />
      <MultiSelect
        label={t('field.offeredBy')}
        description={t('field.offeredByHint')}
        placeholder={form.values.practitioner_ids.length === 0 ? t('everyone') : undefined}
        data={practitioners.map((one) => ({ value: one.id, label: fullName(one) }))}
        searchable
        {...form.getInputProps('practitioner_ids')}
      />
      <ColourField value={form.values.colour} onChange={(colour) => form.setFieldValue('colour', colour)} error={form.errors.colour as string | undefined} />
      <Switch label={t('field.onlineVisit')} {...form.getInputProps('online_bookable', { type: 'checkbox' })} />
      {form.values.online_bookable && (
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <Select label={t('field.notice')} data={noticesWith(form.values.min_notice_minutes, t('notice.none'))} allowDeselect={false} {...form.getInputProps('min_notice_minutes')} />
          <NumberInput label={t('field.horizon')} min={1} max={730} allowDecimal={false} suffix={t('field.horizonUnit')} {...form.getInputProps('horizon_days')} />
        </SimpleGrid>
      )}
      {form.values.online_bookable && <Payment form={form} />}
      <Select
        label={t('field.cancelNotice')}
        description={t('field.cancelNoticeHint')}
        data={noticesWith(form.values.cancel_notice_minutes, t('notice.begin'))}
        allowDeselect={false}
        {...form.getInputProps('cancel_notice_minutes')}
      />
      <MultiSelect
        label={t('field.reminders')}
        description={t('field.remindersHint')}
        placeholder={form.values.reminder_days.length === 0 ? t('reminder.none') : undefined}
        data={sorted(reminders, form.values.reminder_days).map((count) => ({ value: String(count), label: t('reminder.days', { count }) }))}
        maxValues={5}
        {...form.getInputProps('reminder_days')}
      />
    </>
  );
}
