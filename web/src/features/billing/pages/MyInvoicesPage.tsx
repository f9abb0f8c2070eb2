import { Button, Title } from '@mantine/core';
import { IconReceipt } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useFormats } from '@/shared/time';
import { EmptyState, ErrorState, PageTitle, RowsLoading } from '@/shared/ui';
import { useMyInvoices, type Invoice } from '../api';
import { useT } from '../i18n';
import classes from '../parts/billing.module.css';
import { InvoiceBadge } from '../parts/InvoiceBadge';
import { PdfButton } from '../parts/PdfButton';

/** A patient's own: what is due first, then all that was. */
export default function MyInvoicesPage() {
  const t = useT();
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useMyInvoices();
  const invoices = data?.pages.flatMap(({ items }) => items) ?? [];
  const due = invoices.filter((invoice) => invoice.due.amount > 0);
  const rest = invoices.filter((invoice) => invoice.due.amount <= 0);
  return (
    <div className={classes.narrow}>
      <PageTitle title={t('nav.mine')} />
      {isPending && <RowsLoading rows={3} height={64} />}
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {data && invoices.length === 0 && <EmptyState icon={IconReceipt} title={t('none.mine')} text={t('none.mineText')} />}
      {due.length > 0 && <Shelf title={t('mine.open')} text={t('mine.howToPay')} invoices={due} />}
      {rest.length > 0 && <Shelf title={due.length > 0 ? t('mine.settled') : undefined} invoices={rest} />}
      {hasNextPage && <Button mt="md" variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('mine.more')}</Button>}
    </div>
  );
}

function Shelf({ title, text, invoices }: { title?: string; text?: string; invoices: Invoice[] }) {
  return (
    <section>
      {title && <Title order={2} mt="lg" mb="xs">{title}</Title>}
      {text && <p className={classes.soft}>{text}</p>}
      <ul className={classes.mine}>{invoices.map((invoice) => <Mine key={invoice.id} invoice={invoice} />)}</ul>
    </section>
  );
}

function Mine({ invoice }: { invoice: Invoice }) {
  const t = useT();
  const { date, money } = useFormats();
  const { id, number = '', kind, issued_on = '', due_on, due, total } = invoice;
  const title = kind === 'credit_note' ? t('creditNote.titled', { number }) : t('titled', { number });
  return (
    <li>
      <div>
        <p><Link to="/invoices/$id" params={{ id }}>{title}</Link> <InvoiceBadge invoice={invoice} /></p>
        <p className={classes.soft}>
          {date(issued_on, 'medium')} · <span className={classes.amount}>{money(total)}</span>
          {due.amount > 0 && due_on && ` · ${t('mine.due', { due: money(due), date: date(due_on, 'medium') })}`}
        </p>
      </div>
      <PdfButton invoice={invoice} compact />
    </li>
  );
}
