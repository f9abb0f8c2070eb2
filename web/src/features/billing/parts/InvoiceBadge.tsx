import { StatusBadge } from '@/shared/ui';
import type { Invoice } from '../api';

type Shown = Pick<Invoice, 'kind' | 'status' | 'overdue' | 'due'>;

/** Where an invoice stands, as people say it: late, or with money to give back, before all else. */
export function InvoiceBadge({ invoice }: { invoice: Shown }) {
  if (invoice.kind === 'credit_note') return <StatusBadge status="credit_note" />;
  if (invoice.due.amount < 0) return <StatusBadge status="to_refund" />;
  return <StatusBadge status={invoice.overdue ? 'overdue' : invoice.status} />;
}
