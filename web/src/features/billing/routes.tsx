import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { IconChartBar, IconFileInvoice, IconListNumbers, IconReceipt } from '@tabler/icons-react';
import { lazy } from 'react';
import type { Role } from '@/shared/api';
import { day, oneOf, only, shellRoute, text, type Feature } from '@/shared/routing';
import { t } from './i18n';

const keepers: Role[] = ['accountant', 'receptionist', 'admin'];
const readers: Role[] = [...keepers, 'practitioner', 'coach'];

const flag = (value: unknown) => (value === true || value === 'true' ? (true as const) : undefined);

export interface InvoicesSearch {
  stage?: 'draft' | 'open' | 'overdue' | 'all';
  q?: string;
}

export interface RevenueSearch {
  by?: 'day' | 'practitioner' | 'method';
  from?: string;
  until?: string;
}

export const invoicesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/invoices',
  validateSearch: (raw: Record<string, unknown>): InvoicesSearch => ({
    stage: oneOf(raw.stage, 'open', 'overdue', 'all'),
    q: text(raw.q),
  }),
  beforeLoad: only(...readers),
  component: lazyRouteComponent(() => import('./pages/InvoicesPage')),
});

/** A new draft, of a patient or of their visit. */
export const newInvoiceRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/invoices/new',
  validateSearch: (raw: Record<string, unknown>): { patient?: string; visit?: string } => ({ patient: text(raw.patient), visit: text(raw.visit) }),
  beforeLoad: only(...keepers),
  component: lazyRouteComponent(() => import('./pages/NewInvoicePage')),
});

export const invoiceRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/invoices/$id',
  component: lazyRouteComponent(() => import('./pages/InvoicePage')),
});

const myInvoicesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/my-invoices',
  beforeLoad: only('patient', 'coach'),
  component: lazyRouteComponent(() => import('./pages/MyInvoicesPage')),
});

export const actsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/billing/acts',
  validateSearch: (raw: Record<string, unknown>): { archived?: true } => ({ archived: flag(raw.archived) }),
  beforeLoad: only('accountant', 'admin'),
  component: lazyRouteComponent(() => import('./pages/ActsPage')),
});

export const revenueRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/billing/revenue',
  validateSearch: (raw: Record<string, unknown>): RevenueSearch => ({
    by: oneOf(raw.by, 'practitioner', 'method'),
    from: day(raw.from),
    until: day(raw.until),
  }),
  beforeLoad: only(...keepers),
  component: lazyRouteComponent(() => import('./pages/RevenuePage')),
});

export default {
  id: 'billing',
  routes: [invoicesRoute, newInvoiceRoute, invoiceRoute, myInvoicesRoute, actsRoute, revenueRoute],
  nav: [
    { id: 'invoices', to: '/invoices', label: () => t('nav'), icon: IconFileInvoice, roles: keepers, order: 30, keys: 'g f' },
    { id: 'my-invoices', to: '/my-invoices', label: () => t('nav.mine'), icon: IconReceipt, roles: ['patient'], order: 25, keys: 'g f' },
    { id: 'revenue', to: '/billing/revenue', label: () => t('nav.revenue'), icon: IconChartBar, roles: ['accountant'], order: 35 },
    { id: 'acts', to: '/billing/acts', label: () => t('nav.acts'), icon: IconListNumbers, roles: ['accountant'], order: 40 },
    { id: 'acts-admin', to: '/billing/acts', label: () => t('nav.acts'), icon: IconListNumbers, roles: ['admin'], order: 60, group: 'admin' },
  ],
  search: [
    {
      id: 'invoices',
      label: () => t('nav'),
      roles: keepers,
      find: async (query, signal) => (await import('./api')).findInvoices(query, signal),
      order: 50,
    },
  ],
  patientTabs: [
    { id: 'invoices', label: () => t('nav'), roles: ['receptionist', 'admin', 'practitioner', 'coach'], order: 50, panel: lazy(() => import('./parts/InvoicesPanel')) },
  ],
  visitLinks: [
    {
      id: 'invoice',
      label: () => t('invoice'),
      icon: IconFileInvoice,
      roles: ['receptionist', 'admin'],
      shows: ({ status }) => status === 'fulfilled',
      run: (go, visit) => void import('./api').then(({ billOf }) => billOf(visit)).then(go),
    },
  ],
} satisfies Feature;
