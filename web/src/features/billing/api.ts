import { keepPreviousData } from '@tanstack/react-query';
import { api, byCursor, client, ifMatch, invalidate, type Schema } from '@/shared/api';
import type { Body } from '@/shared/api/body';
import { answer } from '@/shared/editing/answer';
import { formatMoney } from '@/shared/time';

export type Invoice = Schema['Invoice'];
export type Detail = Schema['InvoiceDetail'];
export type Line = Schema['InvoiceLine'];
export type Payment = Schema['Payment'];
export type Act = Schema['Act'];
export type Method = Schema['PaymentMethod'];
type Headers = Record<string, string>;

export type Shelf = 'draft' | 'open' | 'overdue' | 'all';

/** What each shelf of the list holds. The oldest first where something waits to be done. */
const shelves = {
  draft: { stage: 'draft', order: 'asc' },
  open: { stage: 'open', order: 'asc' },
  overdue: { overdue: true, order: 'asc' },
  all: { order: 'desc' },
} as const;

export const useInvoices = (shelf: Shelf, q: string) =>
  api.useInfiniteQuery('get', '/api/invoices', { params: { query: { ...shelves[shelf], q: q || undefined, limit: 50 } } }, { ...byCursor, placeholderData: keepPreviousData });

export const useInvoicesOf = (patient_id: string) => api.useInfiniteQuery('get', '/api/invoices', { params: { query: { patient_id, limit: 20 } } }, byCursor);
export const useMyInvoices = () => api.useInfiniteQuery('get', '/api/invoices', { params: { query: { limit: 50 } } }, byCursor);
export const useInvoice = (id: string) => api.useQuery('get', '/api/invoices/{id}', { params: { path: { id } } });
export const readInvoice = (id: string): Promise<Detail> => answer(client.GET('/api/invoices/{id}', { params: { path: { id } } }));

export const draftInvoice = (body: Body<'post', '/api/invoices'>, headers: Headers): Promise<Detail> => answer(client.POST('/api/invoices', { body, headers }));
export const saveInvoice = (id: string, body: Body<'put', '/api/invoices/{id}'>, headers: Headers): Promise<Detail> =>
  answer(client.PUT('/api/invoices/{id}', { params: { path: { id } }, body, headers }));
export const discardInvoice = (invoice: Invoice) => answer(client.DELETE('/api/invoices/{id}', { params: { path: { id: invoice.id } }, headers: ifMatch(invoice) }));
export const issueInvoice = (invoice: Invoice): Promise<Detail> =>
  answer(client.POST('/api/invoices/{id}/issue', { params: { path: { id: invoice.id } }, headers: ifMatch(invoice) }));

export const payInvoice = (id: string, body: Body<'post', '/api/invoices/{id}/pay'>, headers: Headers): Promise<Detail> =>
  answer(client.POST('/api/invoices/{id}/pay', { params: { path: { id } }, body, headers }));
export const refundPayment = (id: string, body: Body<'post', '/api/invoices/{id}/refund'>, headers: Headers): Promise<Detail> =>
  answer(client.POST('/api/invoices/{id}/refund', { params: { path: { id } }, body, headers }));
export const creditInvoice = (id: string, body: Body<'post', '/api/invoices/{id}/credit'>, headers: Headers): Promise<Detail> =>
  answer(client.POST('/api/invoices/{id}/credit', { params: { path: { id } }, body, headers }));

export const useActs = (archived: boolean) => api.useInfiniteQuery('get', '/api/billing/acts', { params: { query: { archived, limit: 200 } } }, byCursor);
/** The price list to choose from. */
export const useActList = () => api.useQuery('get', '/api/billing/acts', { params: { query: { limit: 200 } } }, { staleTime: 60_000 }).data?.items ?? none;
const none: Act[] = [];
export const addAct = (body: Body<'post', '/api/billing/acts'>, headers: Headers): Promise<Act> => answer(client.POST('/api/billing/acts', { body, headers }));
export const saveAct = (id: string, body: Body<'put', '/api/billing/acts/{id}'>, headers: Headers): Promise<Act> =>
  answer(client.PUT('/api/billing/acts/{id}', { params: { path: { id } }, body, headers }));
export const archiveAct = (act: Act) => answer(client.DELETE('/api/billing/acts/{id}', { params: { path: { id: act.id } }, headers: ifMatch(act) }));

export const useRevenue = (query: { by: 'day' | 'practitioner' | 'method'; from: string; until: string }) =>
  api.useQuery('get', '/api/billing/reports/revenue', { params: { query } }, { placeholderData: keepPreviousData });

/** After anything that moves an invoice. */
export const refresh = () => invalidate('invoices');

/** Where a visit's bill is: its invoice, or a new one. */
export async function billOf(visit: Schema['Appointment']): Promise<string> {
  const { items } = await answer(client.GET('/api/invoices', { params: { query: { appointment_id: visit.id } } }));
  return items[0] ? `/invoices/${items[0].id}` : `/invoices/new?patient=${visit.patient_id}&visit=${visit.id}`;
}

/** For the palette. */
export async function findInvoices(q: string, signal: AbortSignal) {
  const { items } = await answer(client.GET('/api/invoices', { params: { query: { q, limit: 6 } }, signal }));
  return items.map((invoice) => ({
    id: invoice.id,
    label: [invoice.number, invoice.patient_name].filter(Boolean).join(' · '),
    hint: formatMoney(invoice.total),
    to: `/invoices/${invoice.id}`,
  }));
}
