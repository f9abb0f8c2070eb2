import { Button, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { openFile } from '@/shared/api';
import { useDrawer } from '@/shared/editing';
import { useFormats } from '@/shared/time';
import { toastProblem, whenOpened } from '@/shared/ui';
import type { Detail, Payment } from '../api';
import { useT } from '../i18n';
import { leftOf } from '../sums';
import classes from './billing.module.css';
import type { RefundModalProps } from './RefundModal';

const RefundModal = whenOpened<RefundModalProps>(() => import('./RefundModal'));

/** Money taken and given back, and what was taken back by credit notes. */
export function Payments({ invoice, keeps }: { invoice: Detail; keeps: boolean }) {
  const t = useT();
  const { date, money } = useFormats();
  const refunding = useDrawer<Payment>();
  return (
    <section className={classes.card}>
      <Title order={2}>{t('payments')}</Title>
      <ul className={classes.money}>
        {invoice.payments.map((payment) => (
          <OnePayment key={payment.id} payment={payment} onRefund={keeps && leftOf(payment, invoice.payments) > 0 ? () => refunding.open(payment) : undefined} />
        ))}
        {invoice.credit_notes.map((note) => (
          <li key={note.id}>
            <span><Link to="/invoices/$id" params={{ id: note.id }}>{t('creditNote.titled', { number: note.number })}</Link><small>{date(note.issued_on, 'medium')}</small></span>
            <span className={classes.amount}>− {money(note.total)}</span>
          </li>
        ))}
      </ul>
      {refunding.subject && <RefundModal key={refunding.subject.id} invoice={invoice} payment={refunding.subject} opened={refunding.opened} onClose={refunding.close} />}
    </section>
  );
}

function OnePayment({ payment, onRefund }: { payment: Payment; onRefund: (() => void) | undefined }) {
  const t = useT();
  const { date, money } = useFormats();
  const refund = payment.kind === 'refund';
  const receipt = () => void openFile(`/api/billing/payments/${payment.id}/receipt`).catch(toastProblem);
  return (
    <li>
      <span>
        {refund ? t('refunded') : t(`method.${payment.method}`)} · <span className={classes.amount}>{refund && '− '}{money(payment.amount)}</span>
        <small>{[date(payment.paid_on, 'medium'), payment.taken_by, payment.reference, payment.reason].filter(Boolean).join(' · ')}</small>
      </span>
      <span>
        {!refund && <Button variant="subtle" size="compact-sm" onClick={receipt}>{t('receipt')}</Button>}
        {!refund && onRefund && <Button variant="subtle" size="compact-sm" onClick={onRefund}>{t('refund')}</Button>}
      </span>
    </li>
  );
}
