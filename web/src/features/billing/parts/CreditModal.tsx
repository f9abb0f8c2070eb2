import { Button, Group, Modal, NumberInput, Stack, Switch, Text, Textarea } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useApiForm } from '@/shared/api';
import { required } from '@/shared/editing';
import { useLanguage } from '@/shared/i18n';
import { useT as useShared } from '@/shared/i18n/shared';
import { currencySign, decimals, toMoney } from '@/shared/money';
import { useFormats } from '@/shared/time';
import { FormProblem, toast } from '@/shared/ui';
import { creditInvoice, refresh } from '../api';
import { useT } from '../i18n';
import type { DialogProps } from './InvoiceActs';

/** Takes back the whole invoice, or an amount of each line. It cannot be undone, so that it is asked first. */
export default function CreditModal({ invoice, opened, onClose }: DialogProps) {
  const t = useT();
  const shared = useShared();
  const navigate = useNavigate();
  const { money } = useFormats();
  const decimalSeparator = useLanguage() === 'fr' ? ',' : '.';
  const { currency } = invoice.total;
  const api = useApiForm({
    initialValues: { reason: '', whole: true, amounts: invoice.lines.map(() => '' as number | string) },
    validate: { reason: required },
    submit: async ({ reason, whole, amounts }, headers) => {
      const lines = amounts.flatMap((amount, index) => (Number(amount) > 0 ? [{ position: invoice.lines[index]!.position, amount: toMoney(amount, currency) }] : []));
      const note = await creditInvoice(invoice.id, { reason: reason.trim(), lines: whole ? undefined : lines }, headers);
      toast({ text: t('creditNote.done', { number: note.number ?? '' }) });
      onClose();
      void refresh();
      await navigate({ to: '/invoices/$id', params: { id: note.id } });
    },
  });
  const { form } = api;
  const left = { amount: invoice.total.amount - invoice.credited.amount, currency };
  return (
    <Modal opened={opened} onClose={onClose} title={<Text component="span" fw={700} size="lg">{t('creditNote.make')}</Text>} closeButtonProps={{ 'aria-label': shared('action.close') }}>
      <form onSubmit={api.onSubmit} noValidate>
        <FormProblem problem={api.problem} />
        <Stack gap="md">
          <Text size="sm" c="dimmed">{t('creditNote.text')}</Text>
          <Textarea label={t('field.reason')} description={t('creditNote.reasonHint')} required data-autofocus maxLength={300} autosize minRows={2} {...form.getInputProps('reason')} />
          <Switch label={t('creditNote.whole', { amount: money(left) })} {...form.getInputProps('whole', { type: 'checkbox' })} />
          {!form.values.whole && invoice.lines.map((line, index) => (
            <NumberInput key={line.position} label={line.label} description={t('creditNote.ofLine', { amount: money(line.total) })} min={0} allowNegative={false} decimalScale={decimals(currency)} decimalSeparator={decimalSeparator} allowedDecimalSeparators={[',', '.']} suffix={` ${currencySign(currency)}`} {...form.getInputProps(`amounts.${index}`)} />
          ))}
        </Stack>
        <Group justify="flex-end" mt="lg"><Button type="submit" loading={api.busy}>{t('creditNote.do')}</Button></Group>
      </form>
    </Modal>
  );
}
