import { api, byCursor, client, invalidate, type Schema } from '@/shared/api';
import { answer } from '@/shared/editing/answer';

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

export const usePreferences = () => api.useQuery('get', '/api/notification-preferences');
export const preferencesKey = api.queryOptions('get', '/api/notification-preferences').queryKey;
export const savePreference = (preference: Schema['Preference']) =>
  answer(client.PUT('/api/notification-preferences', { body: { items: [preference] } }));
