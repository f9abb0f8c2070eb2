import { api, client, type Schema } from '@/shared/api';
import type { Body } from '@/shared/api/body';
import { signedIn } from '@/shared/api/session';

type Headers = Record<string, string>;

/** The answer of a call made outside of the query layer: the data, or the problem thrown. */
async function answer<T>(call: Promise<{ data?: T; error?: unknown }>): Promise<T> {
  const { data, error } = await call;
  if (error !== undefined) throw error;
  return data as T;
}

export async function logIn(body: Body<'post', '/api/auth/login'>, headers: Headers): Promise<void> {
  signedIn(await answer(client.POST('/api/auth/login', { body, headers })));
}

export async function setUp(body: Body<'post', '/api/auth/setup'>, headers: Headers): Promise<void> {
  signedIn(await answer(client.POST('/api/auth/setup', { body, headers })));
}

/** Whether a mail is on its way; without mail the account is there, or was there before: logging in tells. */
export async function register(body: Body<'post', '/api/auth/register'>, headers: Headers): Promise<boolean> {
  return (await answer(client.POST('/api/auth/register', { body, headers }))).mail;
}

export async function verifyEmail(body: Body<'post', '/api/auth/email/verify'>, headers: Headers): Promise<void> {
  signedIn(await answer(client.POST('/api/auth/email/verify', { body, headers })));
}

export const resendVerification = (email: string) => answer(client.POST('/api/auth/email/resend', { body: { email } }));

/** Whether the clinic sends mail. */
export async function forgotPassword(email: string, headers: Headers): Promise<boolean> {
  return (await answer(client.POST('/api/auth/password/forgot', { body: { email }, headers }))).mail;
}

export const resetPassword = (body: Body<'post', '/api/auth/password/reset'>, headers: Headers) =>
  answer(client.POST('/api/auth/password/reset', { body, headers }));

export const changeEmail = (body: Body<'post', '/api/auth/email/change'>, headers: Headers) =>
  answer(client.POST('/api/auth/email/change', { body, headers }));

export const confirmEmail = (token: string) => answer(client.POST('/api/auth/email/confirm', { body: { token } }));

export async function acceptInvitation(body: Body<'post', '/api/auth/invitations/accept'>, headers: Headers): Promise<void> {
  signedIn(await answer(client.POST('/api/auth/invitations/accept', { body, headers })));
}

export async function changePassword(body: Body<'post', '/api/auth/password/change'>, headers: Headers): Promise<void> {
  await answer(client.POST('/api/auth/password/change', { body, headers }));
}

export function changeMe(body: Body<'patch', '/api/users/me'>): Promise<Schema['User']> {
  return answer(client.PATCH('/api/users/me', { body }));
}

export function endSession(id: string): Promise<unknown> {
  return answer(client.DELETE('/api/auth/sessions/{id}', { params: { path: { id } } }));
}

export const useSetupState = () => api.useQuery('get', '/api/auth/setup', {}, { retry: false });
export const useInvitation = (token: string) =>
  api.useQuery('get', '/api/auth/invitations/{token}', { params: { path: { token } } }, { staleTime: Infinity });
export const useSessions = () => api.useQuery('get', '/api/auth/sessions');
