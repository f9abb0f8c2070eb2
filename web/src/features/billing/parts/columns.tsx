import { useFormats } from '@/shared/time';
import type { Column } from '@/shared/ui';
import type { Invoice } from '../api';
import { useT } from '../i18n';
import classes from './billing.module.css';
import { InvoiceBadge } from './InvoiceBadge';

/** What lists of invoices show; the patient's own page has no need of the name. */
export function useInvoiceColumns({ named }: { named: boolean }): Column<Invoice>[] {
  const t = useT();
  const { date, money } = useFormats();
  const name: Column<Invoice> = { id: 'patient', header: t('field.patient'), cell: ({ patient_name }) => patient_name };
  return [
    { id: 'number', header: t('field.number'), cell: ({ number }) => <span className={classes.nowrap}>{number ?? t('draft')}</span> },
    ...(named ? [name] : []),
    { id: 'date', header: t('field.date'), cell: ({ issued_on, visited_on, dated_at }) => <span className={classes.nowrap}>{date(issued_on ?? visited_on ?? dated_at, 'medium')}</span> },
    { id: 'total', header: t('field.total'), align: 'right', cell: ({ total }) => <span className={classes.amount}>{money(total)}</span>, wideOnly: true },
    { id: 'due', header: t('field.due'), align: 'right', cell: ({ due, number, kind }) => number && kind === 'invoice' && due.amount !== 0 && <span className={classes.amount}>{money(due)}</span> },
    { id: 'status', header: t('field.status'), cell: (invoice) => <InvoiceBadge invoice={invoice} /> },
  ];
}
