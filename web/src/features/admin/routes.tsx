import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { IconActivity, IconAlertTriangle, IconFileText, IconSettings, IconShieldCheck } from '@tabler/icons-react';
import { lazy } from 'react';
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

const levels = ['debug', 'info', 'warn', 'error'] as const;

export interface LogsSearch {
  level?: (typeof levels)[number];
  module?: string;
  text?: string;
  request?: string;
  from?: string;
  until?: string;
}

export const logsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/logs',
  validateSearch: (raw: Record<string, unknown>): LogsSearch => ({
    level: levels.find((level) => level === raw.level),
    module: text(raw.module),
    text: text(raw.text),
    request: text(raw.request),
    from: day(raw.from),
    until: day(raw.until),
  }),
  beforeLoad: only('admin'),
  component: lazyRouteComponent(() => import('./pages/LogsPage')),
});

const systemRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/system',
  beforeLoad: only('admin'),
  component: lazyRouteComponent(() => import('./pages/SystemPage')),
});

const alertsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/alerts',
  beforeLoad: only('admin'),
  component: lazyRouteComponent(() => import('./pages/AlertsPage')),
});

const settingsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/settings',
  beforeLoad: only('admin'),
  component: lazyRouteComponent(() => import('./pages/SettingsPage')),
});

export default {
  id: 'admin',
  routes: [auditRoute, alertsRoute, logsRoute, systemRoute, settingsRoute],
  banner: { roles: ['admin'], part: lazy(() => import('./parts/AlertBanner')) },
  nav: [
    { id: 'audit', to: '/admin/audit', label: () => t('nav.audit'), icon: IconShieldCheck, roles: ['admin'], order: 65, group: 'admin' },
    { id: 'alerts', to: '/admin/alerts', label: () => t('nav.alerts'), icon: IconAlertTriangle, roles: ['admin'], order: 65, group: 'admin' },
    { id: 'system', to: '/admin/system', label: () => t('nav.system'), icon: IconActivity, roles: ['admin'], order: 66, group: 'admin' },
    { id: 'logs', to: '/admin/logs', label: () => t('nav.logs'), icon: IconFileText, roles: ['admin'], order: 67, group: 'admin' },
    { id: 'settings', to: '/admin/settings', label: () => t('nav.settings'), icon: IconSettings, roles: ['admin'], order: 68, group: 'admin' },
  ],
} satisfies Feature;
