import { afterEach, describe, expect, it, vi } from 'vitest';
import { leave, logInAs, serve, someone } from '../../../tests/render';
import { queries } from '@/shared/api';
import { sessionState } from '@/shared/api/session';
import { backoff, onNews, startLive } from '.';

class FakeSocket extends EventTarget {
  static all: FakeSocket[] = [];
  constructor(public url: string) {
    super();
    FakeSocket.all.push(this);
  }
  close() {
    this.dispatchEvent(new Event('close'));
  }
  says(news: unknown) {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(news) }));
  }
}

const ticket = { 'POST /api/live/ticket': { body: { ticket: 'once', expires_in: 30 } } };

let stop = () => {};

async function connected(count = 1) {
  vi.stubGlobal('WebSocket', FakeSocket);
  serve(ticket);
  stop = startLive();
  logInAs(someone());
  await vi.waitFor(() => expect(FakeSocket.all).toHaveLength(count));
  return FakeSocket.all[count - 1] as FakeSocket;
}

afterEach(() => {
  leave();
  stop();
  FakeSocket.all = [];
});

describe('live news', () => {
  it('comes over a socket opened by a one-time ticket, and makes what has changed out of date', async () => {
    const socket = await connected();
    expect(socket.url).toMatch(/^ws:\/\/.*\/api\/live\?ticket=once$/);
    queries.setQueryData(['get', '/api/slots', {}], { items: [] });
    queries.setQueryData(['get', '/api/patients', {}], { items: [] });
    socket.says({ type: 'changed', topic: 'appointments', id: '1' });
    expect(queries.getQueryState(['get', '/api/slots', {}])?.isInvalidated).toBe(true);
    expect(queries.getQueryState(['get', '/api/patients', {}])?.isInvalidated).toBe(false);
  });

  it('brings figures and timelines a moment later, once for many changes', async () => {
    const socket = await connected();
    vi.useFakeTimers();
    try {
      const report = ['get', '/api/reports/activity', {}];
      const invalidated = vi.spyOn(queries, 'invalidateQueries');
      queries.setQueryData(report, { rows: [] });
      queries.setQueryData(['get', '/api/patients/{id}/timeline', {}], { items: [] });
      for (const id of ['1', '2', '3']) socket.says({ type: 'changed', topic: 'invoices', id });
      expect(queries.getQueryState(report)?.isInvalidated).toBe(false);
      vi.advanceTimersByTime(2100);
      expect(queries.getQueryState(report)?.isInvalidated).toBe(true);
      expect(queries.getQueryState(['get', '/api/patients/{id}/timeline', {}])?.isInvalidated).toBe(true);
      expect(invalidated).toHaveBeenCalledTimes(4);
    } finally {
      vi.useRealTimers();
    }
  });

  it('that was missed is made good: after a break all is read again', async () => {
    const socket = await connected();
    socket.says({ type: 'hello' });
    const keys = ['/api/board', '/api/consultations', '/api/users'].map((path) => ['get', path, {}]);
    keys.forEach((key) => queries.setQueryData(key, { items: [] }));
    socket.close();
    await vi.waitFor(() => expect(FakeSocket.all).toHaveLength(2), { timeout: 5_000 });
    FakeSocket.all[1]?.says({ type: 'hello' });
    expect(keys.map((key) => queries.getQueryState(key)?.isInvalidated)).toEqual([true, true, true]);
  });

  it('is passed on to screens that ask for it', async () => {
    const socket = await connected();
    const hear = vi.fn();
    const stop = onNews(hear);
    socket.says({ type: 'notification', unread: 3 });
    stop();
    socket.says({ type: 'notification', unread: 4 });
    expect(hear.mock.calls).toEqual([[{ type: 'notification', unread: 3 }]]);
  });

  it('ends the session when the server says so', async () => {
    const socket = await connected();
    socket.says({ type: 'signed_out' });
    expect(sessionState().phase).toBe('out');
  });

  it('is sought again after a break, each time later, never later than 40 seconds', () => {
    expect([1, 2, 3, 10].map((failed) => backoff(failed, 0.5))).toEqual([1000, 2000, 4000, 30_000]);
    expect(backoff(50, 1)).toBeLessThanOrEqual(40_000);
  });
});
