import { useSyncExternalStore } from 'react';
import { embedded } from '@/shared/embedded';
import { language, setLanguage } from '@/shared/i18n/language';
import type { components } from './schema';

export type User = components['schemas']['User'];
export type Role = components['schemas']['Role'];
type Session = components['schemas']['Session'];

/**
 * `starting` until the first refresh has answered; `user` is there exactly while `in`; `left`: the person chose to go,
 * so that whoever logs in next begins at the beginning; `enrolling`: owes a second factor.
 */
export type SessionState = { phase: 'starting' } | { phase: 'out'; left: boolean } | { phase: 'in'; user: User; enrolling: boolean };

// The access token lives in this variable alone: never in storage, so that no script or other tab can read it.
let token: string | undefined;
let clock: Clock = { idle: Infinity, endsAt: Infinity, renewedAt: 0 };
let state: SessionState = { phase: 'starting' };
interface Clock { idle: number; endsAt: number; renewedAt: number }
const listeners = new Set<() => void>();
const otherTabs = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('monoclinic.session');

function become(next: SessionState) {
  state = next;
  listeners.forEach((listener) => listener());
}

export const sessionState = () => state;
export const accessToken = () => token;
/** When the session ends unless the person acts, in ms: for idle.ts. */
export const sessionClock = () => clock;

export function onSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What the token itself says (RFC 7519): the server refuses nearly all to whoever owes a second factor. */
function owesFactor(jwt: string): boolean {
  try {
    const claims = JSON.parse(atob((jwt.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/'))) as { enrolling?: boolean };
    return claims.enrolling === true;
  } catch {
    return false;
  }
}

/** Takes in what log-in, set-up, registration, invitation or refresh answered. */
export function signedIn(session: Session) {
  token = session.access_token;
  const now = Date.now();
  clock = { idle: session.idle_seconds * 1000, endsAt: now + session.ends_in * 1000, renewedAt: now };
  void setLanguage(session.user.language);
  const enrolling = owesFactor(session.access_token);
  // Until the factor is there, no role opens anything: neither pages nor keys nor actions are shown.
  become({ phase: 'in', enrolling, user: enrolling ? { ...session.user, roles: [] } : session.user });
}

/** The session is over: forgets everything. */
export function signedOut(left = false) {
  token = undefined;
  if (state.phase !== 'out') become({ phase: 'out', left });
}

/** The person has logged out: in every tab of this browser. */
export function leftSession() {
  signedOut(true);
  otherTabs?.postMessage('left');
}

otherTabs?.addEventListener('message', (event) => {
  if (event.data === 'left') signedOut(true);
});

/** The user's own record has changed (profile, language). */
export function userChanged(user: User) {
  if (state.phase === 'in') become({ ...state, user });
}

let running: Promise<boolean> | undefined;

/**
 * Renews the access token by the refresh cookie: true when signed in afterwards. Calls made while one
 * is under way share it, and tabs take turns, because each refresh token can be used only once.
 * Throws (TypeError) when the server cannot be reached: that says nothing about the session. In a frame there never is one.
 */
export function refresh(): Promise<boolean> {
  if (embedded) return Promise.resolve(false);
  running ??= inTurn(renew).finally(() => {
    running = undefined;
  });
  return running;
}

function inTurn(work: () => Promise<boolean>): Promise<boolean> {
  return navigator.locks ? navigator.locks.request('monoclinic.refresh', work) : work();
}

const askForRenewal = (active: boolean) =>
  fetch('/api/auth/refresh', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'Content-Type': 'application/json', 'X-Requested-With': 'monoclinic', 'Accept-Language': language() },
    body: JSON.stringify({ active }),
  });

// Whether the person has acted since the server was last told: only that keeps a session alive.
let acted = false;
export const noteAct = () => {
  acted = true;
};

async function renew(): Promise<boolean> {
  const active = acted;
  acted = false;
  const renewed = await renewAs(active).catch((error: unknown) => {
    acted ||= active;
    throw error;
  });
  return renewed;
}

async function renewAs(active: boolean): Promise<boolean> {
  let answer = await askForRenewal(active);
  if (answer.status === 409) {
    // A page that was left half-way renewed a moment ago: by now its answer has brought the next cookie.
    await new Promise((done) => setTimeout(done, 1000));
    answer = await askForRenewal(active);
  }
  if (answer.ok) {
    signedIn((await answer.json()) as Session);
    return true;
  }
  if (answer.status >= 500) throw new TypeError('The server cannot renew the session now.');
  signedOut();
  return false;
}

export function useSession(): SessionState {
  return useSyncExternalStore(onSession, sessionState);
}

/** Whether all there is to do is to add a second factor. */
export const isEnrolling = () => state.phase === 'in' && state.enrolling;
export const useEnrolling = () => useSyncExternalStore(onSession, isEnrolling);

/** The signed-in user. Only for what is shown inside the shell, where there is one. */
export function useUser(): User {
  const session = useSession();
  if (session.phase === 'in') lastUser = session.user;
  if (!lastUser) throw new Error('No one is signed in.');
  return lastUser;
}
// Kept for the instant between signing out and leaving the shell, in which its parts still render.
let lastUser: User | undefined;

export function hasRole(user: User, ...roles: Role[]): boolean {
  return user.roles.some((role) => roles.includes(role));
}
