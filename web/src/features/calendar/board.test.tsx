import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startKeys } from '@/shared/keys/registry';
import { expectAccessible, leave, logInAs, open, serve, someone, type Answers } from '../../../tests/render';
import type { BoardVisit } from './api';
import { neighbour } from './parts/board';
import manifest from './routes';

const site = {
  id: 'lilas', name: 'Cabinet des Lilas', address: { line1: '1 rue A', postal_code: '75010', city: 'Paris', country: 'FR' }, time_zone: 'Europe/Paris',
  opening_hours: [], archived: false, version: 1,
};
const morel = {
  id: 'morel', kind: 'practitioner', title: 'Dr', first_name: 'Claire', last_name: 'Morel', specialty: 'Médecine générale', languages: ['fr'], colour: '#0E5A5E',
  site_ids: ['lilas'], online_bookable: true, archived: false, version: 1,
};
const type = {
  id: 'suivi', name: 'Suivi', duration_minutes: 20, price: { amount: 3000, currency: 'EUR' }, colour: '#0E5A5E', buffer_before_minutes: 0, buffer_after_minutes: 0,
  modes: ['on_site'], online_bookable: true, min_notice_minutes: 0, cancel_notice_minutes: 1440, horizon_days: 90, practitioner_ids: [], archived: false, version: 1,
};
const visit = (id: string, patient_name: string, status: string, place: string, more: object = {}) => ({
  id, patient_id: id, patient_name, practitioner_id: 'morel', site_id: 'lilas', visit_type_id: 'suivi', mode: 'on_site', starts_at: '2026-06-01T07:00:00Z',
  ends_at: '2026-06-01T07:20:00Z', status, created_at: '2026-05-01T07:00:00Z', version: 1, place, ...more,
});
const clinic = (items: () => object[], more: Answers = {}): Answers => ({
  'GET /api/clinics': { body: { items: [site] } },
  'GET /api/practitioners': { body: { items: [morel] } },
  'GET /api/visit-types': { body: { items: [type] } },
  'GET /api/board': () => ({ body: { site_id: 'lilas', day: '2026-06-01', items: items() } }),
  ...more,
});
let stopKeys: () => void;

beforeEach(() => {
  logInAs(someone());
  stopKeys = startKeys();
});
afterEach(() => {
  stopKeys();
  leave();
});

describe('the board', () => {
  it('shows who is where, and notes an arrival by one key', async () => {
    const here = { arrived_at: '2026-06-01T06:55:00Z', since: '2026-06-01T06:55:00Z' };
    let noe = visit('noe', 'Durand, Noé', 'booked', 'expected');
    const calls = serve(clinic(() => [noe, visit('mia', 'Moreau, Mia', 'arrived', 'waiting', here)], {
      'POST /api/appointments/noe/arrive': () => {
        noe = visit('noe', 'Durand, Noé', 'arrived', 'waiting', here);
        return { body: noe };
      },
    }));
    await open('/board', manifest.routes);
    const expected = await screen.findByRole('region', { name: /^Attendus/ });
    const waiting = screen.getByRole('region', { name: /^En salle d’attente/ });
    expect(within(expected).getByText('Durand, Noé', { exact: false })).toBeVisible();
    expect(within(waiting).getByText('Moreau, Mia', { exact: false })).toBeVisible();
    await expectAccessible();
    within(expected).getByRole('button', { name: /^09:00 Durand/ }).focus();
    await userEvent.keyboard('a');
    await waitFor(() => expect(within(waiting).getByText('Durand, Noé', { exact: false })).toBeVisible());
    expect(calls.filter(({ route }) => route.startsWith('POST')).map(({ route }) => route)).toEqual(['POST /api/appointments/noe/arrive']);
  });

  it('says so when nobody is expected, and why when it cannot be read', async () => {
    serve(clinic(() => []));
    await open('/board', manifest.routes);
    expect(await screen.findByText('Personne n’est attendu aujourd’hui')).toBeVisible();
  });

  it('takes somebody without a visit: no day, no time, only who and with whom', async () => {
    const calls = serve(clinic(() => [], {
      'GET /api/patients': { body: { items: [{ id: 'anne', birth_name: 'Lefèvre', first_name: 'Anne', birth_date: '1980-02-01', archived: false }] } },
      'POST /api/board/walk-ins': async (request) => ({ body: visit('w', 'Lefèvre, Anne', 'arrived', 'waiting', { ...((await request.json()) as object) }) }),
    }));
    const user = userEvent.setup();
    await open('/board', manifest.routes);
    await user.click(await screen.findByRole('button', { name: 'Sans rendez-vous' }));
    const dialog = await screen.findByRole('dialog', { name: 'Sans rendez-vous' });
    expect(within(dialog).queryByLabelText('Heure')).not.toBeInTheDocument();
    await user.type(within(dialog).getByRole('combobox', { name: 'Patient' }), 'lef');
    await user.click(await screen.findByRole('option', { name: /Lefèvre/ }));
    await user.selectOptions(within(dialog).getByLabelText('Type de rendez-vous'), 'suivi');
    await user.selectOptions(within(dialog).getByLabelText('Praticien'), 'morel');
    await user.click(within(dialog).getByRole('button', { name: 'Noter l’arrivée' }));
    await waitFor(() => expect(calls.map(({ route }) => route)).toContain('POST /api/board/walk-ins'));
    const sent = calls.find(({ route }) => route === 'POST /api/board/walk-ins');
    expect(JSON.parse(sent?.body ?? '')).toEqual({ patient_id: 'anne', site_id: 'lilas', practitioner_id: 'morel', visit_type_id: 'suivi' });
  });
});

describe('the arrows on the board', () => {
  const one = (id: string) => ({ id }) as BoardVisit;
  const columns = [[one('a'), one('b'), one('c')], [], [one('d')]];
  it('walk up and down a column, and across those that are not empty', () => {
    expect(neighbour(columns, undefined, 'ArrowDown')?.id).toBe('a');
    expect(neighbour(columns, 'a', 'ArrowDown')?.id).toBe('b');
    expect(neighbour(columns, 'c', 'ArrowRight')?.id).toBe('d');
    expect(neighbour(columns, 'd', 'ArrowLeft')?.id).toBe('a');
    expect(neighbour(columns, 'd', 'ArrowDown')).toBeUndefined();
  });
});
