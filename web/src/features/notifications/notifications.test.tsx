import { createRoute } from '@tanstack/react-router';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { expectAccessible, leave, logInAs, open, serve, someone, type Answers } from '../../../tests/render';
import { shellRoute } from '@/shared/routing';
import Bell from './parts/Bell';
import { settingsRoute } from './routes';

const page = createRoute({ getParentRoute: () => shellRoute, path: '/bell', component: () => <Bell /> });
const notification = (id: string, read_at?: string) => ({
  id, kind: 'appointments.moved', title: `Rendez-vous déplacé ${id}`, body: 'Lundi à 9 h.', link: '/bell', created_at: '2026-11-20T08:00:00Z', read_at,
});

/** A server with two notifications, one of them unread until it is marked. */
function server(): { calls: ReturnType<typeof serve>; answers: Answers } {
  let unread = 1;
  const answers: Answers = {
    'GET /api/notifications': () => ({
      body: { items: [notification('a', unread ? undefined : '2026-11-20T09:00:00Z'), notification('b', '2026-11-20T09:00:00Z')], unread },
    }),
    'POST /api/notifications/a/read': () => {
      unread = 0;
      return { status: 204 };
    },
    'POST /api/notifications/read-all': () => {
      unread = 0;
      return { status: 204 };
    },
  };
  return { calls: serve(answers), answers };
}

afterEach(leave);

async function opened() {
  logInAs(someone());
  const { calls } = server();
  await open('/bell', [page]);
  await userEvent.click(await screen.findByRole('button', { name: 'Notifications, 1 non lue' }));
  return { calls, drawer: await screen.findByRole('dialog') };
}

describe('the bell', () => {
  it('counts what is unread and shows it, newest first', async () => {
    const { drawer } = await opened();
    const items = await within(drawer).findAllByRole('listitem');
    expect(items.map((item) => within(item).queryByRole('img', { name: 'Non lu' }) !== null)).toEqual([true, false]);
    await expectAccessible();
  });

  it('forgets one by its own button', async () => {
    const { drawer } = await opened();
    await userEvent.click(await within(drawer).findByRole('button', { name: 'Marquer comme lu : Rendez-vous déplacé a' }));
    await waitFor(() => expect(within(drawer).queryByRole('img', { name: 'Non lu' })).toBeNull());
  });

  it('forgets all at once', async () => {
    const { calls, drawer } = await opened();
    await userEvent.click(await within(drawer).findByRole('button', { name: 'Tout marquer comme lu' }));
    await waitFor(() => expect(within(drawer).queryByRole('img', { name: 'Non lu' })).toBeNull());
    expect(calls.some(({ route }) => route === 'POST /api/notifications/read-all')).toBe(true);
  });

  it('says what will come when there is nothing', async () => {
    logInAs(someone());
    serve({ 'GET /api/notifications': { body: { items: [], unread: 0 } } });
    await open('/bell', [page]);
    await userEvent.click(await screen.findByRole('button', { name: 'Notifications, 0 non lue' }));
    expect(await screen.findByRole('heading', { name: 'Rien de nouveau' })).toBeInTheDocument();
  });
});

describe('the settings', () => {
  const preferences = { items: ['visits', 'payments', 'documents', 'community', 'reminders'].map((group) => ({ group, in_app: true, email: true })) };

  it('keep each switch at once', async () => {
    logInAs(someone({ roles: ['patient'] }));
    const calls = serve({ 'GET /api/notification-preferences': { body: preferences }, 'PUT /api/notification-preferences': { body: preferences } });
    await open('/notification-settings', [settingsRoute]);
    expect(await screen.findAllByRole('switch')).toHaveLength(9);
    await userEvent.click(screen.getByRole('switch', { name: 'Rendez-vous : Par e-mail' }));
    await waitFor(() => expect(screen.getByRole('switch', { name: 'Rendez-vous : Par e-mail' })).not.toBeChecked());
    const put = calls.find(({ route }) => route === 'PUT /api/notification-preferences');
    expect(JSON.parse(put!.body)).toEqual({ items: [{ group: 'visits', in_app: true, email: false }] });
    await expectAccessible();
  });

  it('put a refused switch back', async () => {
    logInAs(someone());
    serve({ 'GET /api/notification-preferences': { body: preferences }, 'PUT /api/notification-preferences': { status: 503, body: { code: 'unavailable', detail: 'Plus tard.', status: 503, title: 'unavailable', type: 'about:blank' } } });
    await open('/notification-settings', [settingsRoute]);
    const visits = await screen.findByRole('switch', { name: 'Rendez-vous : Dans l’application' });
    expect(screen.queryByRole('switch', { name: /e-mail/ })).toBeNull();
    await userEvent.click(visits);
    expect(await screen.findByText('Plus tard.')).toBeInTheDocument();
    expect(visits).toBeChecked();
  });
});
