import { keepPreviousData } from '@tanstack/react-query';
import { api, byCursor, client, type Schema } from '@/shared/api';
import { answer } from '@/shared/editing/answer';

export interface AuditQuery {
  actor_id?: string;
  subject_id?: string;
  action?: string;
  kind?: 'read' | 'write';
  from?: string;
  until?: string;
}

export const useAudit = (query: AuditQuery) =>
  api.useInfiniteQuery('get', '/api/admin/audit', { params: { query: { ...query, limit: 50 } } }, { ...byCursor, placeholderData: keepPreviousData });

export const useAccounts = () => api.useQuery('get', '/api/users', { params: { query: { limit: 200 } } }, { staleTime: 60_000 });

export const useSafekeeping = () => api.useQuery('get', '/api/admin/audit/safekeeping', {}, { refetchInterval: 30_000 });
export const useOpenAlerts = () => api.useQuery('get', '/api/admin/alerts', { params: { query: { open: true } } }, { refetchInterval: 60_000 });
export const useAlerts = () => api.useInfiniteQuery('get', '/api/admin/alerts', { params: { query: { limit: 50 } } }, byCursor);
export const clearAlert = (id: string, note: string) => answer(client.POST('/api/admin/alerts/{id}/clear', { params: { path: { id } }, body: { note } }));
export const useSettings = () => api.useQuery('get', '/api/admin/settings', {}, { staleTime: 60_000 });

const often = { refetchInterval: 15_000 };
export const useStats = () => api.useQuery('get', '/api/admin/stats', {}, { refetchInterval: 5_000 });
export const useEvents = () => api.useQuery('get', '/api/admin/events', {}, often);
export const replay = (id: string) => answer(client.POST('/api/admin/events/{id}/replay', { params: { path: { id } } }));

export const levels = ['debug', 'info', 'warn', 'error'] as const;
export type LogLine = Schema['LogLine'];
export interface LogQuery {
  level?: (typeof levels)[number];
  module?: string;
  text?: string;
  request_id?: string;
  from?: string;
  until?: string;
}

export const useLogs = (query: LogQuery) =>
  api.useInfiniteQuery('get', '/api/admin/logs', { params: { query: { ...query, limit: 100 } } }, { ...byCursor, staleTime: 0, placeholderData: keepPreviousData });
export const newLogs = (query: LogQuery, after: string) => answer(client.GET('/api/admin/logs', { params: { query: { ...query, after, limit: 200 } } }));
export const useLogLevel = () => api.useQuery('get', '/api/admin/logs/level');
export const setLogLevel = (level: (typeof levels)[number]) => answer(client.PUT('/api/admin/logs/level', { body: { level } }));
