import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { IconActivity, IconShieldCheck } from '@tabler/icons-react';
import { day, only, shellRoute, text, type Feature } from '@/shared/routing';
import { t } from './i18n';

export interface AuditSearch {
  actor?: string;
  action?: string;
  kind?: 'read' | 'write';
  subject?: string;
  /** Days, both included. */
  from?: string;
  until?: string;
}

export const auditRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/audit',
  validateSearch: (raw: Record<string, unknown>): AuditSearch => ({
    actor: text(raw.actor),
    action: text(raw.action),
    kind: raw.kind === 'read' || raw.kind === 'write' ? raw.kind : undefined,
    subject: text(raw.subject),
    from: day(raw.from),
    until: day(raw.until),
  }),
  beforeLoad: only('admin'),
  component: lazyRouteComponent(() => import('./pages/AuditPage')),
});

const systemRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/system',
  beforeLoad: only('admin'),
  component: lazyRouteComponent(() => import('./pages/SystemPage')),
});

export default {
  id: 'admin',
  routes: [auditRoute, systemRoute],
  nav: [
    { id: 'audit', to: '/admin/audit', label: () => t('nav.audit'), icon: IconShieldCheck, roles: ['admin'], order: 65, group: 'admin' },
    { id: 'system', to: '/admin/system', label: () => t('nav.system'), icon: IconActivity, roles: ['admin'], order: 66, group: 'admin' },
  ],
} satisfies Feature;
