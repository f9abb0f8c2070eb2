import { Button } from '@mantine/core';
import { IconCash, IconEdit, IconFileCheck, IconReceiptRefund, IconTrash } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useDrawer } from '@/shared/editing';
import { useKey } from '@/shared/keys/registry';
import { useFormats } from '@/shared/time';
import { toast, toastProblem, whenOpened } from '@/shared/ui';
import { discardInvoice, draftInvoice, issueInvoice, refresh, type Detail } from '../api';
import { useT } from '../i18n';
import { asInput } from '../lines';
import classes from './billing.module.css';
import { PdfButton } from './PdfButton';

export interface DialogProps {
  invoice: Detail;
  opened: boolean;
  onClose: () => void;
}
const DraftDrawer = whenOpened<DialogProps>(() => import('./DraftDrawer'));
const PayModal = whenOpened<DialogProps>(() => import('./PayModal'));
const CreditModal = whenOpened<DialogProps>(() => import('./CreditModal'));

/** One deed at a time; what it refuses is told. */
function useDeed() {
  const [busy, setBusy] = useState(false);
  const run = async (deed: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await deed();
    } catch (error) {
      toastProblem(error);
    } finally {
      setBusy(false);
      void refresh();
    }
  };
  return { busy, run };
}

function DraftActs({ invoice }: { invoice: Detail }) {
  const t = useT();
  const navigate = useNavigate();
  const editing = useDrawer<Detail>();
  const { busy, run } = useDeed();
  const issue = () => run(async () => toast({ text: t('issued', { number: (await issueInvoice(invoice)).number ?? '' }) }));
  // A discarded draft comes back as a new one: the same lines, for the same visit.
  const discard = () => run(async () => {
    await discardInvoice(invoice);
    const again = () => draftInvoice(asInput(invoice), {}).then(({ id }) => navigate({ to: '/invoices/$id', params: { id } }));
    await navigate({ to: '/invoices' });
    toast({ text: t('discarded'), action: { label: t('bringBack'), run: () => void again().catch(toastProblem) } });
  });
  useKey('e', () => t('edit'), () => editing.open(invoice));
  useKey('i', () => t('issue'), () => void issue());
  return (
    <>
      <Button leftSection={<IconFileCheck size={18} />} loading={busy} onClick={() => void issue()}>{t('issue')}</Button>
      <Button variant="default" leftSection={<IconEdit size={18} />} onClick={() => editing.open(invoice)}>{t('edit')}</Button>
      <Button variant="subtle" color="red" leftSection={<IconTrash size={18} />} disabled={busy} onClick={() => void discard()}>{t('discard')}</Button>
      {editing.subject && <DraftDrawer invoice={invoice} opened={editing.opened} onClose={editing.close} />}
    </>
  );
}

function IssuedActs({ invoice }: { invoice: Detail }) {
  const t = useT();
  const paying = useDrawer<true>();
  const crediting = useDrawer<true>();
  const payable = invoice.due.amount > 0;
  useKey('p', () => t('pay'), () => payable && paying.open(true));
  return (
    <>
      {payable && <Button leftSection={<IconCash size={18} />} onClick={() => paying.open(true)}>{t('pay')}</Button>}
      <PdfButton invoice={invoice} />
      {invoice.credited.amount < invoice.total.amount && (
        <Button variant="subtle" leftSection={<IconReceiptRefund size={18} />} onClick={() => crediting.open(true)}>{t('creditNote.make')}</Button>
      )}
      {paying.subject && <PayModal invoice={invoice} opened={paying.opened} onClose={paying.close} />}
      {crediting.subject && <CreditModal invoice={invoice} opened={crediting.opened} onClose={crediting.close} />}
    </>
  );
}

/** What is due, and what can be done now. */
export function InvoiceActs({ invoice, keeps }: { invoice: Detail; keeps: boolean }) {
  const t = useT();
  const { money } = useFormats();
  const { due, overdue, number, kind } = invoice;
  const issued = Boolean(number) && kind === 'invoice';
  const back = { ...due, amount: -due.amount };
  return (
    <section className={classes.card}>
      {issued && due.amount === 0 && <p className={classes.due}><strong>{t('settled')}</strong></p>}
      {issued && due.amount > 0 && <p className={classes.due} data-overdue={overdue || undefined}>{t('toPay')}<strong>{money(due)}</strong></p>}
      {issued && due.amount < 0 && <p className={classes.due}>{t('toGiveBack')}<strong>{money(back)}</strong></p>}
      {!number && <p className={classes.due}>{t('field.total')}<strong>{money(invoice.total)}</strong></p>}
      <div className={classes.acts}>
        {keeps && !number && <DraftActs invoice={invoice} />}
        {keeps && issued && <IssuedActs invoice={invoice} />}
        {(!keeps || kind === 'credit_note') && number && <PdfButton invoice={invoice} />}
      </div>
    </section>
  );
}
