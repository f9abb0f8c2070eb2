import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expectAccessible, leave, logInAs, open, serve, someone } from '../../../tests/render';
import feature from './routes';

const { routes } = feature;
const row = { id: '1', at: '2026-11-20T09:00:00Z', actor_id: 'u', actor_name: 'Camille Marchand', actor_roles: ['receptionist'], address: '10.0.0.7', request_id: 'req', outcome: 'done' };
const dead = { id: 'd', event: 'appointments.booked', listener: 'notifications', attempts: 8, error: 'SMTP: connection refused', at: '2026-11-20T09:00:00Z' };
const stats = { version: '0.2.0', uptime_seconds: 93_784, database: 'sqlite', database_bytes: 48_123_904, users: 8, memory_bytes: 52_000_000, requests: 12, failures: 0, latency: [{ at_most_ms: 1, answers: 12 }], writes: 3, writes_waiting: 0, sessions: 2 };

beforeEach(() => logInAs(someone({ roles: ['admin'] })));
afterEach(leave);

describe('the audit trail', () => {
  it('tells in words who did what, and shows an unknown act by its name', async () => {
    serve({
      'GET /api/users': { body: { items: [] } },
      'GET /api/admin/audit': { body: { items: [{ ...row, action: 'appointments.move', subject_kind: 'appointment', subject_id: 'visit-1' }, { ...row, id: '2', action: 'posts.hide' }] } },
    });
    await open('/admin/audit', routes);
    expect(await screen.findByRole('row', { name: /Camille Marchand Accueil Rendez-vous déplacé/ })).toBeInTheDocument();
    expect(screen.getByText('posts.hide')).toBeInTheDocument();
    await expectAccessible();
  });

  it('asks the server for whole days of the clinic', async () => {
    const calls: string[] = [];
    serve({
      'GET /api/users': { body: { items: [] } },
      'GET /api/admin/audit': (request) => {
        calls.push(new URL(request.url).searchParams.toString());
        return { body: { items: [] } };
      },
    });
    await open('/admin/audit?from=2026-11-20&until=2026-11-20', routes);
    expect(await screen.findByText('Rien ne correspond à ces filtres')).toBeInTheDocument();
    const asked = new URLSearchParams(calls[0]);
    expect(Date.parse(asked.get('until') ?? '') - Date.parse(asked.get('from') ?? '')).toBe(86_400_000);
  });
});

describe('the technical log', () => {
  const line = { at: '2026-11-27T10:00:00.123Z', level: 'warn', module: 'db', event: 'db.trouble', fields: '{"what":"disk_full"}', request_id: 'req-0123456789' };

  it('shows lines and leads to those of the same request', async () => {
    const asked: string[] = [];
    serve({
      'GET /api/admin/logs/level': { body: { level: 'info' } },
      'GET /api/admin/logs': (request) => {
        asked.push(new URL(request.url).searchParams.get('request_id') ?? '');
        return { body: { items: [line], newest: 'n' } };
      },
    });
    await open('/admin/logs?level=warn', routes);
    expect(await screen.findByText('db.trouble')).toBeInTheDocument();
    expect(screen.getByText('disk_full')).toBeInTheDocument();
    await expectAccessible();
    await userEvent.click(screen.getByRole('button', { name: 'req-01234567' }));
    await waitFor(() => expect(asked).toContain('req-0123456789'));
  });

  it('says when nothing was found so far, and goes on further back', async () => {
    serve({
      'GET /api/admin/logs/level': { body: { level: 'info' } },
      'GET /api/admin/logs': (request) => (new URL(request.url).searchParams.has('cursor') ? { body: { items: [line] } } : { body: { items: [], next: 'c', newest: 'n' } }),
    });
    await open('/admin/logs?text=disk', routes);
    expect(await screen.findByText('Rien trouvé jusqu’ici.')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Plus ancien' }));
    expect(await screen.findByText('db.trouble')).toBeInTheDocument();
  });
});

describe('the system page', () => {
  it('shows figures, and sends again what was given up', async () => {
    let left = [dead];
    serve({
      'GET /api/admin/stats': { body: stats },
      'GET /api/admin/audit/safekeeping': { body: { rows: 4_200, signed_rows: 4_000, checkpoints: 4, last_at: '2026-11-20T09:00:00Z', file: 'data/audit-checkpoints.txt', months: [{ month: '2026-10', rows: 900, purged: false }] } },
      'GET /api/admin/events': () => ({ body: { pending: 0, retrying: 0, dead: left } }),
      'POST /api/admin/events/d/replay': () => {
        left = [];
        return { status: 204 };
      },
    });
    await open('/admin/system', routes);
    expect(await screen.findByText('1 j 2 h')).toBeInTheDocument();
    expect(await screen.findByText(/4.000 signées sur 4.200/)).toBeInTheDocument();
    await userEvent.click(await screen.findByRole('button', { name: 'Rejouer appointments.booked pour notifications' }));
    await waitFor(() => expect(screen.getByText('Aucun événement abandonné.')).toBeInTheDocument());
    await expectAccessible();
  });
});

describe('alerts and settings', () => {
  const alert = { id: 'a', user_id: 'u', user_name: 'Rose Colin', patients: 104, since: '2026-11-20T09:00:00Z', raised_at: '2026-11-20T09:08:00Z' };

  it('shows who read too much, and ends the alert with a note', async () => {
    let sent: unknown;
    let over = false;
    serve({
      'GET /api/admin/alerts': () => ({ body: { items: over ? [] : [alert] } }),
      'POST /api/admin/alerts/a/clear': async (request) => {
        sent = await request.json();
        over = true;
        return { body: { ...alert, cleared_at: '2026-11-20T10:00:00Z', note: 'Relecture' } };
      },
    });
    await open('/admin/alerts', routes);
    const end = await screen.findByRole('button', { name: 'Lever l’alerte' });
    expect(end).toBeDisabled();
    expect(screen.getByText(/104 dossiers lus/)).toBeInTheDocument();
    await expectAccessible();
    await userEvent.type(screen.getByRole('textbox', { name: /Ce qu’il en est/ }), 'Relecture');
    await userEvent.click(end);
    await waitFor(() => expect(sent).toEqual({ note: 'Relecture' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Lever l’alerte' })).not.toBeInTheDocument());
  });

  it('names settings in words and masks secrets', async () => {
    serve({
      'GET /api/admin/logs/level': { body: { level: 'info' } },
      'GET /api/admin/settings': {
        body: {
          items: [
            { key: 'server.listen', value: '"0.0.0.0:443"', fallback: '"127.0.0.1:8080"', changed: true, secret: false },
            { key: 'smtp.password_file', value: '"****"', fallback: '""', changed: true, secret: true },
            { key: 'other.thing', value: '1', fallback: '1', changed: false, secret: false },
          ],
        },
      },
    });
    await open('/admin/settings', routes);
    expect(await screen.findByRole('row', { name: /Adresse d’écoute ?server.listen/ })).toBeInTheDocument();
    expect(screen.getByText('other.thing')).toBeInTheDocument();
    await expectAccessible();
  });
});
