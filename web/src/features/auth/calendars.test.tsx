import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { expectAccessible, leave, logInAs, open, serve, someone } from '../../../tests/render';
import feature from './routes';

const { routes } = feature;
const feed = { id: 'f1', kind: 'practitioner', created_at: '2026-11-01T08:00:00Z', renewed_at: '2026-11-01T08:00:00Z' };
const sessions = { 'GET /api/auth/sessions': { body: { items: [] } } };

afterEach(leave);

describe('my calendars', () => {
  it('have an address that is shown once, to be copied', async () => {
    logInAs(someone({ roles: ['practitioner'] }));
    let made = false;
    serve({
      ...sessions,
      'GET /api/calendar-feeds': () => ({ body: { items: made ? [feed] : [] } }),
      'POST /api/calendar-feeds': () => {
        made = true;
        return { status: 201, body: { path: '/calendar/secret.ics', feed } };
      },
    });
    await open('/account', routes);
    await userEvent.click(await screen.findByRole('button', { name: 'Créer l’adresse, Mes consultations' }));
    expect(await screen.findByText(`${location.origin}/calendar/secret.ics`)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'S’abonner sur cet appareil' })).toHaveAttribute('href', expect.stringMatching(/^webcal:.*secret\.ics$/));
    expect(await screen.findByRole('img', { name: 'Code QR de l’adresse' })).toBeInTheDocument();
    expect(screen.queryByText('Mes rendez-vous')).not.toBeInTheDocument();
    await expectAccessible();
  });

  it('are closed by their owner', async () => {
    logInAs(someone({ roles: ['practitioner'] }));
    const calls = serve({ ...sessions, 'GET /api/calendar-feeds': { body: { items: [feed] } }, 'DELETE /api/calendar-feeds/f1': { status: 204 } });
    await open('/account', routes);
    await userEvent.click(await screen.findByRole('button', { name: 'Fermer, Mes consultations' }));
    await waitFor(() => expect(calls.map(({ route }) => route)).toContain('DELETE /api/calendar-feeds/f1'));
    expect(await screen.findByText('Adresse fermée.')).toBeInTheDocument();
  });

  it('are not for who receives nobody and comes to nobody', async () => {
    logInAs(someone({ roles: ['receptionist'] }));
    serve({ ...sessions, 'GET /api/calendar-feeds': { body: { items: [] } } });
    await open('/account', routes);
    expect(await screen.findByRole('heading', { level: 1 })).toBeInTheDocument();
    expect(screen.queryByText('Mes agendas')).not.toBeInTheDocument();
  });
});
