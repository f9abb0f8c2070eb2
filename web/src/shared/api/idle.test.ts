import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { leave, logInAs, serve, sessionOf, someone } from '../../../tests/render';
import { startIdle } from './idle';
import { sessionState } from './session';

const session = sessionOf(someone());
const over = { status: 401, body: { type: 'about:blank', title: '', status: 401, code: 'refresh_invalid', detail: '' } };
const minutes = (count: number) => vi.advanceTimersByTimeAsync(count * 60_000);
const act = () => window.dispatchEvent(new Event('pointerdown'));

startIdle();
beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  leave();
  vi.useRealTimers();
});

describe('a screen that is left alone', () => {
  it('asks the server at the end, says that nobody acted, and is left', async () => {
    const calls = serve({ 'POST /api/auth/refresh': over });
    logInAs(someone());
    await minutes(29);
    expect(calls).toHaveLength(0);
    await minutes(2);
    expect(calls.map(({ body }) => body)).toEqual(['{"active":false}']);
    expect(sessionState().phase).toBe('out');
  });

  it('stays while another tab keeps the session alive', async () => {
    serve({ 'POST /api/auth/refresh': { body: session } });
    logInAs(someone());
    await minutes(45);
    expect(sessionState().phase).toBe('in');
  });
});

describe('a person at work', () => {
  it('is told to the server now and then, not at every touch', async () => {
    const calls = serve({ 'POST /api/auth/refresh': { body: session } });
    logInAs(someone());
    for (let minute = 0; minute < 12; minute += 1) {
      act();
      await minutes(1);
    }
    expect(calls.map(({ body }) => body)).toEqual(['{"active":true}']);
  });

  it('who was not heard for want of a server is told later', async () => {
    let away = true;
    const calls = serve({ 'POST /api/auth/refresh': () => (away ? { status: 503 } : { body: session }) });
    logInAs(someone());
    await minutes(6);
    act();
    await minutes(1);
    away = false;
    await minutes(25);
    expect(calls.map(({ body }) => body)).toEqual(['{"active":true}', '{"active":true}']);
    expect(sessionState().phase).toBe('in');
  });
});
