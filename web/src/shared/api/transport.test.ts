import { afterEach, describe, expect, it, vi } from 'vitest';
import { leave, logInAs, serve, sessionOf, someone, type Answers } from '../../../tests/render';
import { client } from './client';
import { refresh, sessionState } from './session';

const session = sessionOf(someone());
const expired = { status: 401, body: { type: 'about:blank', title: '', status: 401, code: 'unauthenticated', detail: '' } };
const me: Answers = {
  'GET /api/users/me': (request) => (request.headers.get('Authorization') === 'Bearer fresh' ? { body: someone() } : expired),
};
const refreshed = (calls: { route: string }[]) => calls.filter(({ route }) => route === 'POST /api/auth/refresh').length;

afterEach(leave);

describe('a token that has run out', () => {
  it('is renewed once for all calls that meet it together, and each call then succeeds', async () => {
    logInAs(someone());
    const calls = serve({ ...me, 'POST /api/auth/refresh': { body: session } });
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => client.GET('/api/users/me')));
    expect(answers.map(({ response }) => response.status)).toEqual([200, 200, 200, 200, 200]);
    expect(refreshed(calls)).toBe(1);
  });

  it('ends the session when it cannot be renewed', async () => {
    logInAs(someone());
    serve({ ...me, 'POST /api/auth/refresh': expired });
    const { error } = await client.GET('/api/users/me');
    expect(error?.code).toBe('unauthenticated');
    expect(sessionState().phase).toBe('out');
  });

  it('ends nothing when the server is only away', async () => {
    logInAs(someone());
    serve({ ...me, 'POST /api/auth/refresh': { status: 503 } });
    await expect(client.GET('/api/users/me')).rejects.toThrow(TypeError);
    expect(sessionState().phase).toBe('in');
  });

  it('is not renewed for a wrong password', async () => {
    const calls = serve({ 'POST /api/auth/login': expired });
    await client.POST('/api/auth/login', { body: { email: 'a@b.fr', password: 'x' } });
    expect(refreshed(calls)).toBe(0);
  });
});

describe('the refresh', () => {
  it('carries the header against forgery, and is shared while it runs', async () => {
    const calls = serve({ 'POST /api/auth/refresh': { body: session } });
    expect(await Promise.all([refresh(), refresh()])).toEqual([true, true]);
    expect(calls).toHaveLength(1);
    expect(calls[0]?.headers.get('X-Requested-With')).toBe('monoclinic');
  });
});

describe('a write', () => {
  it('keeps its key over the tries that an unavailable server asks for', async () => {
    vi.useFakeTimers();
    logInAs(someone());
    let tries = 0;
    const calls = serve({ 'POST /api/notifications/read-all': () => ({ status: ++tries < 3 ? 503 : 204 }) });
    const call = client.POST('/api/notifications/read-all', {});
    await vi.runAllTimersAsync();
    expect((await call).response.status).toBe(204);
    vi.useRealTimers();
    const keys = calls.map(({ headers }) => headers.get('Idempotency-Key'));
    expect(keys).toHaveLength(3);
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(new Set(keys).size).toBe(1);
  });

  it('speaks the language of the screen', async () => {
    logInAs(someone());
    const calls = serve({ 'PATCH /api/users/me': { body: someone() } });
    await client.PATCH('/api/users/me', { body: { phone: '01' } });
    expect(calls[0]?.headers.get('Accept-Language')).toBe('fr');
    expect(calls[0]?.headers.get('Authorization')).toBe('Bearer token');
  });
});
