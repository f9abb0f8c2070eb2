import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { expectAccessible, leave, logInAs, open, serve, someone, type Answers } from '../../../tests/render';
import manifest from './routes';
import { wishBody, wishValues } from './wish';

const uuid = (n: number) => `0193b7a0-0000-7000-8000-${String(n).padStart(12, '0')}`;
const soon = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const offer = (changes: object = {}) => ({
  id: uuid(80), wish_id: uuid(70), patient_id: uuid(60), practitioner_id: uuid(30), site_id: uuid(20), visit_type_id: uuid(40), mode: 'on_site' as const,
  starts_at: '2035-11-20T08:00:00Z', ends_at: '2035-11-20T08:30:00Z', state: 'open' as const, created_at: soon(-5), expires_at: soon(25), ...changes,
});
const wish = (changes: object = {}) => ({
  id: uuid(70), patient_id: uuid(60), patient_name: 'Nguyen Minh', site_id: uuid(20), visit_type_id: uuid(40), practitioner_ids: [uuid(30)], weekdays: [1, 2],
  earliest: '09:00', latest: '12:00', until: '2035-11-30', note: 'Plutôt le matin', status: 'waiting' as const, by_patient: true, created_at: soon(-600), version: 3, ...changes,
});
const clinic = (more: Answers = {}): Answers => ({
  'GET /api/clinics': { body: { items: [{ id: uuid(20), name: 'Cabinet des Lilas', time_zone: 'Europe/Paris', opening_hours: [], archived: false, version: 1 }] } },
  'GET /api/practitioners': { body: { items: [{ id: uuid(30), kind: 'practitioner', title: 'Dr', first_name: 'Claire', last_name: 'Morel', specialty: '', colour: '#0E5A5E', languages: [], site_ids: [uuid(20)], online_bookable: true, archived: false, version: 1 }] } },
  'GET /api/visit-types': { body: { items: [{ id: uuid(40), name: 'Suivi', duration_minutes: 30, price: { amount: 1, currency: 'EUR' }, modes: ['on_site'], practitioner_ids: [], online_bookable: true, archived: false, version: 1 }] } },
  ...more,
});
const path = `/offers/${uuid(80)}`;

afterEach(leave);

describe('an offered time', () => {
  it('says what, when and for how long it is kept, and is taken by one press', async () => {
    logInAs(someone({ roles: ['patient'] }));
    const calls = serve(clinic({ [`GET /api${path}`]: { body: offer() }, [`POST /api${path}/accept`]: { body: { id: uuid(90) } } }));
    await open(path, manifest.routes);
    await screen.findByRole('heading', { level: 1, name: 'Une place se libère' });
    await waitFor(() => expect(screen.getByText('Dr Claire Morel')).toBeVisible());
    expect(screen.getByText('mardi 20 novembre à 09:00')).toBeVisible();
    expect(screen.getByRole('timer')).toHaveTextContent(/encore 25 min/);
    await expectAccessible();
    await userEvent.click(screen.getByRole('button', { name: 'J’accepte ce rendez-vous' }));
    await waitFor(() => expect(calls.map(({ route }) => route)).toContain(`POST /api${path}/accept`));
  });

  it('is over once its time has passed, and once somebody else was faster', async () => {
    logInAs(someone({ roles: ['patient'] }));
    serve(clinic({ [`GET /api${path}`]: { body: offer({ expires_at: soon(-1) }) } }));
    const { unmount } = await open(path, manifest.routes);
    expect(await screen.findByText(/Le temps pour répondre est passé/)).toBeVisible();
    unmount();
    let state = 'open';
    serve(clinic({
      [`GET /api${path}`]: () => ({ body: offer({ state }) }),
      [`POST /api${path}/accept`]: () => {
        state = 'taken';
        return { status: 409, body: { type: 'about:blank', title: 'Conflit', status: 409, code: 'slot_taken', detail: 'Ce créneau vient d’être pris.' } };
      },
    }));
    await open(path, manifest.routes);
    await userEvent.click(await screen.findByRole('button', { name: 'J’accepte ce rendez-vous' }));
    expect(await screen.findByText(/Quelqu’un d’autre a répondu plus vite/)).toBeVisible();
  });
});

describe('the desk’s list', () => {
  it('shows who waits for what, and says a caller’s answer for them', async () => {
    logInAs(someone());
    const calls = serve(clinic({
      'GET /api/waiting-list': { body: { items: [wish(), wish({ id: uuid(71), patient_name: 'Garcia Léo', status: 'offered', offer: offer() })] } },
      [`POST /api${path}/decline`]: { body: offer({ state: 'declined' }) },
    }));
    await open('/waiting-list', manifest.routes);
    const row = (await screen.findByRole('button', { name: 'Nguyen Minh' })).closest('tr')!;
    await waitFor(() => expect(within(row).getByText(/Dr Claire Morel · Lun. Mar. · de 09:00 à 12:00/)).toBeInTheDocument());
    expect(within(row).getByText('Plutôt le matin')).toBeInTheDocument();
    await expectAccessible();
    await userEvent.click(screen.getByRole('button', { name: 'Refuse : Garcia Léo' }));
    await waitFor(() => expect(calls.map(({ route }) => route)).toContain(`POST /api${path}/decline`));
  });

  it('says so when nobody waits', async () => {
    logInAs(someone());
    serve(clinic({ 'GET /api/waiting-list': { body: { items: [] } } }));
    await open('/waiting-list', manifest.routes);
    expect(await screen.findByText('Personne n’attend')).toBeVisible();
  });
});

describe('a patient’s wish', () => {
  it('is sent as it was said', async () => {
    logInAs(someone({ roles: ['patient'] }));
    const calls = serve(clinic({ 'POST /api/waiting-list': { status: 201, body: wish() }, 'GET /api/waiting-list': { body: { items: [wish()] } } }));
    await open(`/wait?type=${uuid(40)}&practitioner=${uuid(30)}`, manifest.routes);
    await userEvent.click(await screen.findByText('Mar.'));
    await userEvent.type(screen.getByLabelText('Au plus tôt'), '9h');
    await userEvent.click(screen.getByRole('button', { name: 'M’inscrire sur la liste d’attente' }));
    await waitFor(() => expect(calls.some(({ route }) => route === 'POST /api/waiting-list')).toBe(true));
    expect(JSON.parse(calls.find(({ route }) => route === 'POST /api/waiting-list')!.body)).toMatchObject({
      visit_type_id: uuid(40), site_id: uuid(20), practitioner_ids: [uuid(30)], weekdays: [2], earliest: '09:00',
    });
    expect(await screen.findByRole('heading', { level: 1, name: 'Mes demandes en attente' })).toBeVisible();
  });

  it('survives the way into a form and back', () => {
    expect(wishBody(wishValues(wish()))).toEqual({ practitioner_ids: [uuid(30)], weekdays: [1, 2], earliest: '09:00', latest: '12:00', until: '2035-11-30', note: 'Plutôt le matin' });
  });
});
