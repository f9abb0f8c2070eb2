import { ActionIcon, Autocomplete, Button, Group, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useLanguage } from '@/shared/i18n';
import { currencySign, decimals } from '@/shared/money';
import { useFormats } from '@/shared/time';
import type { Act } from '../api';
import { useT } from '../i18n';
import { emptyLine, lineOfAct, usualExemption, type DraftValues } from '../lines';
import { sumOf } from '../sums';
import classes from './billing.module.css';
import { useRate } from './rate';

/** The rates of France; a line keeps another one that it came with. */
const rates = [0, 550, 1000, 2000];

interface Props {
  form: UseFormReturnType<DraftValues>;
  acts: Act[];
  currency: string;
}

function OneLine({ form, acts, currency, index }: Props & { index: number }) {
  const t = useT();
  const rate = useRate();
  const decimalSeparator = useLanguage() === 'fr' ? ',' : '.';
  const at = (field: string) => `lines.${index}.${field}`;
  const line = form.values.lines[index]!;
  const chooseAct = (label: string) => {
    const act = acts.find((one) => one.label === label);
    if (act && act.price.currency === currency) form.setFieldValue(`lines.${index}`, lineOfAct(act, line.key, line.quantity));
  };
  const chooseRate = (value: string | null) => {
    form.setFieldValue(at('vat_rate'), Number(value));
    form.setFieldValue(at('exemption'), Number(value) === 0 ? line.exemption || usualExemption : '');
  };
  return (
    <Stack gap="xs" className={classes.line} role="group" aria-label={t('lineNo', { number: index + 1 })}>
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <Autocomplete flex={1} label={t('field.label')} placeholder={t('field.labelHint')} required maxLength={200} data={[...new Set(acts.map(({ label }) => label))]} {...form.getInputProps(at('label'))} onOptionSubmit={chooseAct} />
        {form.values.lines.length > 1 && (
          <ActionIcon variant="subtle" color="red" size={36} aria-label={t('lineRemove')} onClick={() => form.removeListItem('lines', index)}><IconTrash size={18} /></ActionIcon>
        )}
      </Group>
      <Group gap="xs" align="flex-start" wrap="nowrap">
        <NumberInput label={t('field.quantity')} w={84} min={1} max={10_000} allowDecimal={false} allowNegative={false} {...form.getInputProps(at('quantity'))} />
        <NumberInput label={t('field.unitPrice')} flex={1} min={0} allowNegative={false} decimalScale={decimals(currency)} fixedDecimalScale decimalSeparator={decimalSeparator} allowedDecimalSeparators={[',', '.']} suffix={` ${currencySign(currency)}`} {...form.getInputProps(at('price'))} />
        <Select label={t('field.vat')} w={118} allowDeselect={false} data={[...new Set([...rates, line.vat_rate])].map((value) => ({ value: String(value), label: value === 0 ? t('noVat') : rate(value) }))} value={String(line.vat_rate)} onChange={chooseRate} />
      </Group>
      {line.vat_rate === 0 && <TextInput label={t('field.exemption')} required maxLength={200} {...form.getInputProps(at('exemption'))} />}
    </Stack>
  );
}

/** The lines of a draft, with the sum as it grows. */
export function LineFields(props: Props) {
  const t = useT();
  const { money } = useFormats();
  const { form, currency } = props;
  const unit = 10 ** decimals(currency);
  const amount = sumOf(form.values.lines, (price) => Math.round(Number(price || 0) * unit));
  return (
    <>
      {form.values.lines.map((line, index) => <OneLine key={line.key} {...props} index={index} />)}
      <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => form.insertListItem('lines', emptyLine())}>{t('lineAdd')}</Button>
      <p className={classes.sum}><span>{t('field.total')}</span><span>{money({ amount, currency })}</span></p>
    </>
  );
}
