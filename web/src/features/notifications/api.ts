import { api, byCursor, client, invalidate } from '@/shared/api';

/** The number alone keeps the bell cheap: one row is asked for. Live news makes it read again. */
export const useUnread = () =>
  api.useQuery('get', '/api/notifications', { params: { query: { unread: true, limit: 1 } } }, { staleTime: 60_000, refetchInterval: 5 * 60_000 });

export const useNotifications = () =>
  api.useInfiniteQuery('get', '/api/notifications', { params: { query: { limit: 30 } } }, byCursor);

export async function markRead(id: string): Promise<void> {
  await client.POST('/api/notifications/{id}/read', { params: { path: { id } } });
  await invalidate('notifications');
}

export async function markAllRead(): Promise<void> {
  await client.POST('/api/notifications/read-all', {});
  await invalidate('notifications');
}
