import { keepPreviousData } from '@tanstack/react-query';
import { api, byCursor, client, type Schema } from '@/shared/api';
import type { Body } from '@/shared/api/body';
import { answer } from '@/shared/editing/answer';

type Headers = Record<string, string>;
type User = Schema['User'];
/** An account in the list; its address is for admins. */
export type UserRow = Omit<User, 'email'> & { email?: string };

export interface Wanted {
  q?: string;
  role?: Schema['Role'];
  status?: User['status'];
}

export const useUsers = (wanted: Wanted) =>
  api.useInfiniteQuery('get', '/api/users', { params: { query: { ...wanted, limit: 50 } } }, { ...byCursor, placeholderData: keepPreviousData });

export const readUser = (id: string): Promise<User> => answer(client.GET('/api/users/{id}', { params: { path: { id } } }));
export const invite = (body: Body<'post', '/api/users'>, headers: Headers): Promise<User> => answer(client.POST('/api/users', { body, headers }));
export const giveDuty = (site: string, user_id: string, roles: Schema['Role'][]) =>
  answer(client.PUT('/api/clinics/{id}/staff/{user_id}', { params: { path: { id: site, user_id } }, body: { roles } }));
export const inviteAgain = (id: string) => answer(client.POST('/api/users/{id}/invitation', { params: { path: { id } } }));
export const logOutUser = (id: string) => answer(client.POST('/api/users/{id}/logout', { params: { path: { id } } }));
export const changeUser = (id: string, body: Body<'patch', '/api/users/{id}'>, headers: Headers = {}): Promise<User> =>
  answer(client.PATCH('/api/users/{id}', { params: { path: { id } }, body, headers }));

export const useKeysOf = (id: string) => api.useQuery('get', '/api/users/{id}/api-keys', { params: { path: { id } } });
export const revokeKeyOf = (id: string, key_id: string) => answer(client.DELETE('/api/users/{id}/api-keys/{key_id}', { params: { path: { id, key_id } } }));
