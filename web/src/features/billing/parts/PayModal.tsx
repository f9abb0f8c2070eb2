import { Button, Group, Modal, NumberInput, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useApiForm } from '@/shared/api';
import { given } from '@/shared/editing';
import { useLanguage } from '@/shared/i18n';
import { useT as useShared } from '@/shared/i18n/shared';
import { currencySign, decimals, fromMoney, toMoney } from '@/shared/money';
import { useFormats } from '@/shared/time';
import { FormProblem, toast } from '@/shared/ui';
import { payInvoice, refresh, type Method } from '../api';
import { useT } from '../i18n';
import { change } from '../sums';
import classes from './billing.module.css';
import type { DialogProps } from './InvoiceActs';

const methods = ['card', 'cash', 'cheque', 'transfer'] as const;

interface Values extends Record<string, unknown> {
  method: Method;
  amount: number | string;
  given: number | string;
  reference: string;
}

/** Takes money at the desk: all that is due unless told otherwise, and the change for cash. */
export default function PayModal({ invoice, opened, onClose }: DialogProps) {
  const t = useT();
  const shared = useShared();
  const { money } = useFormats();
  const decimalSeparator = useLanguage() === 'fr' ? ',' : '.';
  const { due } = invoice;
  const { currency } = due;
  const api = useApiForm<Values>({
    initialValues: { method: 'card', amount: fromMoney(due), given: '', reference: '' },
    validate: { amount: (amount) => (Number(amount) > 0 ? null : t('field.priceWrong')) },
    submit: async ({ method, amount, reference }, headers) => {
      const paid = await payInvoice(invoice.id, { method, amount: toMoney(amount, currency), reference: given(reference) }, headers);
      toast({ text: paid.due.amount === 0 ? t('pay.settled') : t('pay.left', { due: money(paid.due) }) });
      onClose();
      void refresh();
    },
  });
  const { form } = api;
  const { method, amount } = form.values;
  const back = change(toMoney(form.values.given || 0, currency).amount, toMoney(amount || 0, currency));
  const amounts = { min: 0, allowNegative: false, decimalScale: decimals(currency), fixedDecimalScale: true, decimalSeparator, allowedDecimalSeparators: [',', '.'], suffix: ` ${currencySign(currency)}` };
  return (
    <Modal opened={opened} onClose={onClose} title={<Text component="span" fw={700} size="lg">{t('pay')}</Text>} closeButtonProps={{ 'aria-label': shared('action.close') }}>
      <form onSubmit={api.onSubmit} noValidate>
        <FormProblem problem={api.problem} />
        <Stack gap="md">
          <Text>{invoice.patient_name} · <strong>{money(due)}</strong></Text>
          <SegmentedControl fullWidth aria-label={t('field.method')} data={methods.map((value) => ({ value, label: t(`method.${value}`) }))} {...form.getInputProps('method')} />
          <NumberInput label={t('field.amount')} data-autofocus required {...amounts} {...form.getInputProps('amount')} />
          {method === 'cash' && (
            <>
              <NumberInput label={t('pay.given')} description={t('pay.givenHint')} {...amounts} {...form.getInputProps('given')} />
              {form.values.given !== '' && (
                <p className={classes.change} role="status">{back ? <><span>{t('pay.change')}</span><strong>{money(back)}</strong></> : t('pay.notEnough')}</p>
              )}
            </>
          )}
          {method !== 'cash' && <TextInput label={t('field.reference')} description={t(`reference.${method === 'online' ? 'card' : method}`)} maxLength={100} {...form.getInputProps('reference')} />}
        </Stack>
        <Group justify="flex-end" mt="lg">
          <Button type="submit" loading={api.busy}>{t('pay.do', { amount: money(toMoney(amount || 0, currency)) })}</Button>
        </Group>
      </form>
    </Modal>
  );
}
