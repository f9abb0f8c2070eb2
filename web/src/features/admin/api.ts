import { keepPreviousData } from '@tanstack/react-query';
import { api, byCursor, client } from '@/shared/api';
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

const often = { refetchInterval: 15_000 };
export const useStats = () => api.useQuery('get', '/api/admin/stats', {}, often);
export const useEvents = () => api.useQuery('get', '/api/admin/events', {}, often);
export const replay = (id: string) => answer(client.POST('/api/admin/events/{id}/replay', { params: { path: { id } } }));
