import { Button, Group, NumberInput, Select, TextInput } from '@mantine/core';
import { invalidate } from '@/shared/api';
import { useDirectory } from '@/shared/directory';
import { given, required, Segments, StaleNotice, useRowForm } from '@/shared/editing';
import { useLanguage } from '@/shared/i18n';
import { decimals, fromMoney, toMoney } from '@/shared/money';
import { FormDrawer, toast, toastProblem, withUndo } from '@/shared/ui';
import { addAct, archiveAct, saveAct, type Act } from '../api';
import { t as textNow, useT } from '../i18n';
import { usualExemption } from '../lines';
import { useRate } from './rate';

interface Props {
  row: Act | undefined;
  opened: boolean;
  onClose: () => void;
}

interface Values extends Record<string, unknown> {
  coding: Act['coding'];
  code: string;
  label: string;
  price: number | string;
  currency: string;
  vat_rate: string;
  exemption: string;
  visit_type_id: string;
}

const codings = ['ngap', 'ccam', 'free'] as const;
const rates = [0, 210, 550, 1000, 2000];
const currencies = ['EUR', 'CHF', 'GBP', 'USD', 'CAD', 'MAD', 'TND', 'DZD', 'XOF', 'XAF'];

const values = (act: Act | undefined): Values => ({
  coding: act?.coding ?? 'ngap',
  code: act?.code ?? '',
  label: act?.label ?? '',
  price: act ? fromMoney(act.price) : '',
  currency: act?.price.currency ?? 'EUR',
  vat_rate: String(act?.vat_rate ?? 0),
  exemption: act ? (act.exemption ?? '') : usualExemption,
  visit_type_id: act?.visit_type_id ?? '',
});

const bodyOf = (typed: Values) => ({
  coding: typed.coding,
  code: given(typed.code),
  label: typed.label.trim(),
  price: toMoney(typed.price, typed.currency),
  vat_rate: Number(typed.vat_rate),
  exemption: typed.vat_rate === '0' ? given(typed.exemption) : undefined,
  visit_type_id: given(typed.visit_type_id),
});

const rules = { label: required, price: (price: number | string) => (Number(price) > 0 ? null : textNow('field.priceWrong')) };

/** One act of the price list. */
export function ActDrawer({ row, opened, onClose }: Props) {
  const t = useT();
  const rate = useRate();
  const { visitTypes } = useDirectory();
  const decimalSeparator = useLanguage() === 'fr' ? ',' : '.';
  const done = (text: string) => {
    void invalidate('billing');
    toast({ text });
    onClose();
  };
  const api = useRowForm<Act, Values>({
    row,
    values,
    validate: rules,
    submit: (typed, headers) => (row ? saveAct(row.id, bodyOf(typed), headers) : addAct(bodyOf(typed), headers)),
    onDone: () => done(t('saved')),
  });
  const archive = async (act: Act) => {
    try {
      await archiveAct(act);
      void invalidate('billing');
      withUndo(t('acts.archived', { label: act.label }), () => saveAct(act.id, { ...bodyOf(values(act)), archived: false }, {}).then(() => invalidate('billing')));
      onClose();
    } catch (error) {
      toastProblem(error);
    }
  };
  const restore = (act: Act) => saveAct(act.id, { ...bodyOf(values(act)), archived: false }, {}).then(() => done(t('saved')), toastProblem);
  const { form } = api;
  const act = row && (row.archived
    ? <Button variant="default" onClick={() => void restore(row)}>{t('acts.restore')}</Button>
    : <Button variant="subtle" color="red" onClick={() => void archive(row)}>{t('acts.archive')}</Button>);
  return (
    <FormDrawer draft={`acts.${row?.id ?? 'new'}`} title={row?.label ?? t('acts.new')} opened={opened} onClose={onClose} api={api} actions={act}>
      <StaleNotice stale={api.stale} reload={api.reload} />
      <Segments label={t('field.coding')} data={codings.map((value) => ({ value, label: t(`coding.${value}`) }))} {...form.getInputProps('coding')} />
      <TextInput label={t('field.code')} description={t(`codingHint.${form.values.coding}`)} required={form.values.coding !== 'free'} maxLength={20} {...form.getInputProps('code')} />
      <TextInput label={t('field.label')} description={t('acts.labelHint')} required maxLength={200} data-autofocus {...form.getInputProps('label')} />
      <Group gap="sm" align="flex-start" wrap="nowrap">
        <NumberInput label={t('field.price')} description={t('acts.priceHint')} required flex={1} min={0} allowNegative={false} decimalScale={decimals(form.values.currency)} fixedDecimalScale decimalSeparator={decimalSeparator} allowedDecimalSeparators={[',', '.']} {...form.getInputProps('price')} />
        <Select label={t('field.currency')} description=" " w={92} allowDeselect={false} data={[...new Set([form.values.currency, ...currencies])]} {...form.getInputProps('currency')} />
      </Group>
      <Select label={t('field.vat')} allowDeselect={false} data={[...new Set([...rates, Number(form.values.vat_rate)])].map((value) => ({ value: String(value), label: value === 0 ? t('noVat') : rate(value) }))} {...form.getInputProps('vat_rate')} />
      {form.values.vat_rate === '0' && <TextInput label={t('field.exemption')} required maxLength={200} {...form.getInputProps('exemption')} />}
      <Select label={t('field.visitType')} description={t('acts.visitTypeHint')} clearable searchable data={visitTypes.map(({ id, name }) => ({ value: id, label: name }))} {...form.getInputProps('visit_type_id')} />
    </FormDrawer>
  );
}
