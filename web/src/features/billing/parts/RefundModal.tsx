import { Button, Group, Modal, NumberInput, SegmentedControl, Stack, Text, Textarea } from '@mantine/core';
import { useApiForm } from '@/shared/api';
import { required } from '@/shared/editing';
import { useLanguage } from '@/shared/i18n';
import { useT as useShared } from '@/shared/i18n/shared';
import { currencySign, decimals, fromMoney, toMoney } from '@/shared/money';
import { useFormats } from '@/shared/time';
import { FormProblem, toast } from '@/shared/ui';
import { refresh, refundPayment, type Detail, type Method, type Payment } from '../api';
import { useT } from '../i18n';
import { leftOf } from '../sums';

export interface RefundModalProps {
  invoice: Detail;
  payment: Payment;
  opened: boolean;
  onClose: () => void;
}

const methods = ['card', 'cash', 'cheque', 'transfer'] as const;

/** Gives money back: what is owed to the patient, or else the whole payment. */
export default function RefundModal({ invoice, payment, opened, onClose }: RefundModalProps) {
  const t = useT();
  const shared = useShared();
  const { money } = useFormats();
  const decimalSeparator = useLanguage() === 'fr' ? ',' : '.';
  const { currency } = payment.amount;
  const left = leftOf(payment, invoice.payments);
  const owed = invoice.due.amount < 0 ? Math.min(left, -invoice.due.amount) : left;
  const api = useApiForm({
    initialValues: { amount: fromMoney({ amount: owed, currency }) as number | string, method: payment.method as Method, reason: '' },
    validate: { amount: (amount) => (Number(amount) > 0 ? null : t('field.priceWrong')), reason: required },
    submit: async ({ amount, method, reason }, headers) => {
      await refundPayment(invoice.id, { payment_id: payment.id, amount: toMoney(amount, currency), method, reason: reason.trim() }, headers);
      toast({ text: t('refund.done') });
      onClose();
      void refresh();
    },
  });
  const { form } = api;
  return (
    <Modal opened={opened} onClose={onClose} title={<Text component="span" fw={700} size="lg">{t('refund')}</Text>} closeButtonProps={{ 'aria-label': shared('action.close') }}>
      <form onSubmit={api.onSubmit} noValidate>
        <FormProblem problem={api.problem} />
        <Stack gap="md">
          <Text size="sm" c="dimmed">{t('refund.of', { amount: money(payment.amount), left: money({ amount: left, currency }) })}</Text>
          <NumberInput label={t('field.amount')} required min={0} allowNegative={false} decimalScale={decimals(currency)} fixedDecimalScale decimalSeparator={decimalSeparator} allowedDecimalSeparators={[',', '.']} suffix={` ${currencySign(currency)}`} {...form.getInputProps('amount')} />
          <SegmentedControl fullWidth aria-label={t('field.method')} data={methods.map((value) => ({ value, label: t(`method.${value}`) }))} {...form.getInputProps('method')} />
          <Textarea label={t('field.reason')} required data-autofocus maxLength={300} autosize minRows={2} {...form.getInputProps('reason')} />
        </Stack>
        <Group justify="flex-end" mt="lg">
          <Button type="submit" loading={api.busy}>{t('refund.do', { amount: money(toMoney(form.values.amount || 0, currency)) })}</Button>
        </Group>
      </form>
    </Modal>
  );
}
