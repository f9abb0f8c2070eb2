import { useSyncExternalStore } from 'react';
import { client } from '@/shared/api/client';
import { invalidate, queries } from '@/shared/api/queries';
import { isEnrolling, onSession, sessionState, signedOut } from '@/shared/api/session';

/** What the server says over the socket. */
export type News =
  | { type: 'hello' }
  | { type: 'notification'; unread: number }
  | { type: 'changed'; topic: string; id?: string }
  | { type: 'signed_out' };

let socket: WebSocket | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let failures = 0;
let connected = false;
let wanted = false;
const watchers = new Set<() => void>();
const hearers = new Set<(news: News) => void>();

function setConnected(now: boolean) {
  if (connected === now) return;
  connected = now;
  watchers.forEach((watch) => watch());
}

let figures: ReturnType<typeof setTimeout> | undefined;

/** Read models follow what they are made of by a moment; of many changes at once they are read again once. */
function figuresSoon() {
  figures ??= setTimeout(() => {
    figures = undefined;
    void invalidate('figures');
  }, 2000);
}

function heard(news: News) {
  if (news.type === 'hello') {
    // News of the time without a connection is lost: read again all that is on screen.
    if (failures > 0) void queries.invalidateQueries();
    failures = 0;
    setConnected(true);
  }
  if (news.type === 'notification') void invalidate('notifications');
  if (news.type === 'changed') {
    void invalidate(news.topic);
    figuresSoon();
  }
  if (news.type === 'signed_out') signedOut();
  hearers.forEach((hear) => hear(news));
}

/** 1, 2, 4 … 30 s, give or take a third, so that a restarted server is not stormed by all at once. */
export function backoff(failed: number, random = Math.random()): number {
  return Math.min(30_000, 1000 * 2 ** Math.max(0, failed - 1)) * (2 / 3 + (random * 2) / 3);
}

function again() {
  socket = undefined;
  setConnected(false);
  if (!wanted) return;
  failures += 1;
  clearTimeout(timer);
  timer = setTimeout(() => void connect(), backoff(failures));
}

async function connect() {
  if (socket || !wanted) return;
  const { data } = await client.POST('/api/live/ticket', {}).catch(() => ({ data: undefined }));
  if (!wanted || socket) return;
  if (!data) return again();
  socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/api/live?ticket=${encodeURIComponent(data.ticket)}`);
  socket.addEventListener('message', (event) => heard(JSON.parse(String(event.data)) as News));
  socket.addEventListener('close', again);
}

function follow() {
  const now = sessionState().phase === 'in' && !isEnrolling();
  if (now === wanted) return;
  wanted = now;
  failures = 0;
  clearTimeout(timer);
  clearTimeout(figures);
  figures = undefined;
  if (wanted) void connect();
  else socket?.close();
}

/** Keeps a live connection exactly while someone is signed in and may hear news. Called once, by the app. Returns how to stop. */
export function startLive(): () => void {
  const again = () => {
    clearTimeout(timer);
    void connect();
  };
  const forget = onSession(follow);
  follow();
  window.addEventListener('online', again);
  return () => {
    forget();
    window.removeEventListener('online', again);
  };
}

/** For screens that show more than a query's new data (a flash, a sound). Returns how to stop hearing. */
export function onNews(hear: (news: News) => void): () => void {
  hearers.add(hear);
  return () => hearers.delete(hear);
}

/** Whether news arrives live at this moment; `false` also before the first connection. */
export function useLive(): boolean {
  const subscribe = (watch: () => void) => {
    watchers.add(watch);
    return () => watchers.delete(watch);
  };
  return useSyncExternalStore(subscribe, () => connected);
}
