import { api, client, ifMatch, invalidate, type Schema } from '@/shared/api';
import type { Body } from '@/shared/api/body';
import { signedIn } from '@/shared/api/session';
import { answer } from '@/shared/editing/answer';
import { makePasskey, signWithPasskey } from '@/shared/proof/passkey';

type Headers = Record<string, string>;

/** Signs in, or gives the question that comes before. */
function enter({ second_factor_required: asked, ...session }: Schema['LoggedIn']): Schema['SecondFactor'] | undefined {
  // Without a question, the answer is a whole session.
  if (!asked) signedIn(session as Schema['Session']);
  return asked;
}

export async function logIn(body: Body<'post', '/api/auth/login'>, headers: Headers): Promise<Schema['SecondFactor'] | undefined> {
  return enter(await answer(client.POST('/api/auth/login', { body, headers })));
}

export const useProvider = () => api.useQuery('get', '/api/auth/oidc', {}, { retry: false, staleTime: Infinity });

/** The provider's page to go to. */
export async function startProvider(): Promise<string> {
  return (await answer(client.POST('/api/auth/oidc/start'))).url;
}

export async function finishProvider(body: Body<'post', '/api/auth/oidc/finish'>): Promise<Schema['SecondFactor'] | undefined> {
  return enter(await answer(client.POST('/api/auth/oidc/finish', { body })));
}

export async function answerSecondFactor(body: Body<'post', '/api/auth/login/second-factor'>, headers?: Headers): Promise<void> {
  signedIn(await answer(client.POST('/api/auth/login/second-factor', { body, headers })));
}

export async function logInWithPasskey(): Promise<void> {
  const challenge = await answer(client.POST('/api/auth/passkeys/challenge'));
  const body = await signWithPasskey(challenge);
  signedIn(await answer(client.POST('/api/auth/login/passkey', { body })));
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

// ---- second factors ------------------------------------------------------------------------------

export const useFactors = () => api.useQuery('get', '/api/auth/factors');

/** The fresh token opens what was closed before the first factor; the codes are there with it. */
function added({ session, recovery_codes }: Schema['FactorAdded']): string[] | undefined {
  signedIn(session);
  void invalidate('auth/factors'); // what was read before is out of date: refused, perhaps
  return recovery_codes;
}

export const setUpTotp = () => answer(client.POST('/api/auth/totp'));

export async function confirmTotp(code: string): Promise<string[] | undefined> {
  return added(await answer(client.POST('/api/auth/totp/confirm', { body: { code } })));
}

export async function removeTotp(): Promise<void> {
  await answer(client.DELETE('/api/auth/totp'));
}

export async function renewRecoveryCodes(): Promise<string[]> {
  return (await answer(client.POST('/api/auth/recovery-codes'))).codes;
}

export async function addPasskey(name: string): Promise<string[] | undefined> {
  const made = await makePasskey(await answer(client.POST('/api/auth/passkeys/options')));
  return added(await answer(client.POST('/api/auth/passkeys', { body: { name, ...made } })));
}

export const renamePasskey = (passkey: Schema['PasskeyLine'], name: string) =>
  answer(client.PATCH('/api/auth/passkeys/{passkey_id}', { params: { path: { passkey_id: passkey.id } }, body: { name }, headers: ifMatch(passkey) }));

export async function removePasskey(passkey_id: string): Promise<void> {
  await answer(client.DELETE('/api/auth/passkeys/{passkey_id}', { params: { path: { passkey_id } } }));
}

// ---- API keys ------------------------------------------------------------------------------------

export const useApiKeys = () => api.useQuery('get', '/api/auth/api-keys');
export const useScopes = () => api.useQuery('get', '/api/auth/api-keys/scopes', {}, { staleTime: Infinity });

export async function makeApiKey(body: Body<'post', '/api/auth/api-keys'>): Promise<string> {
  return (await answer(client.POST('/api/auth/api-keys', { body }))).key;
}

export async function revokeApiKey(key_id: string): Promise<void> {
  await answer(client.DELETE('/api/auth/api-keys/{key_id}', { params: { path: { key_id } } }));
}

export const useFeeds = () => api.useQuery('get', '/api/calendar-feeds');

/** Where the calendar is read: told this once. */
export async function makeFeed(kind: Schema['CalendarKind']): Promise<string> {
  return (await answer(client.POST('/api/calendar-feeds', { body: { kind } }))).path;
}

export async function renewFeed(feed_id: string): Promise<string> {
  return (await answer(client.POST('/api/calendar-feeds/{feed_id}/renew', { params: { path: { feed_id } } }))).path;
}

export async function revokeFeed(feed_id: string): Promise<void> {
  await answer(client.DELETE('/api/calendar-feeds/{feed_id}', { params: { path: { feed_id } } }));
}
