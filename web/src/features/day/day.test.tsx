import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dayOf, instantAt } from '@/shared/time';
import { knowFeatures } from '@/shared/routing/registry';
import type { Visit } from '@/shared/visit';
import { expectAccessible, leave, logInAs, open, serve, someone, type Answers } from '../../../tests/render';
import { nextVisit, weekGlance } from './parts/agenda';
import manifest from './routes';

const zone = 'Europe/Paris';
const uuid = (n: number) => `0193b7a0-0000-7000-8000-${String(n).padStart(12, '0')}`;
const me = someone({ roles: ['practitioner'] });
const today = dayOf(new Date(), zone);
const at = (time: string) => instantAt(today, time, zone);
let next = 100;
const visit = (time: string, changes: Partial<Visit> = {}): Visit => ({
  id: uuid(next++), patient_id: uuid(60), patient_name: 'Nguyen, Minh', practitioner_id: uuid(30), site_id: uuid(20), visit_type_id: uuid(40), mode: 'on_site',
  starts_at: at(time), ends_at: new Date(Date.parse(at(time)) + 30 * 60_000).toISOString(), status: 'booked', created_at: at('00:00'), version: 1, room_ids: [], ...changes,
});
const minutesAgo = (count: number) => new Date(Date.now() - count * 60_000).toISOString();

const clinic = (visits: () => Visit[], more: Answers = {}): Answers => ({
  'GET /api/clinics': { body: { items: [{ id: uuid(20), name: 'Cabinet', time_zone: zone, opening_hours: [], archived: false, version: 1 }] } },
  'GET /api/practitioners': { body: { items: [{ id: uuid(30), user_id: me.id, kind: 'practitioner', first_name: 'Claire', last_name: 'Morel', specialty: '', colour: '#0E5A5E', languages: [], site_ids: [uuid(20)], online_bookable: true, archived: false, version: 1 }] } },
  'GET /api/visit-types': { body: { items: [{ id: uuid(40), name: 'Suivi', price: { amount: 1, currency: 'EUR' }, archived: false, version: 1 }] } },
  'GET /api/appointments': () => ({ body: { items: visits() } }),
  'GET /api/consultations': { body: { items: [], total: 0 } },
  ...more,
});

beforeEach(() => logInAs(me));
afterEach(leave);

describe('my day', () => {
  it('puts the patient who waits before all, with the minutes, and begins and ends the consultation', async () => {
    let waiting = visit('00:10', { patient_name: 'Garcia, Léo', status: 'arrived', arrived_at: minutesAgo(12), reason: 'Genou' });
    const later = visit('23:20');
    serve(clinic(() => [waiting, later], {
      [`POST /api/appointments/${waiting.id}/start`]: () => ({ body: (waiting = { ...waiting, status: 'in_progress', started_at: minutesAgo(0), version: 2 }) }),
      [`POST /api/appointments/${waiting.id}/complete`]: () => ({ body: (waiting = { ...waiting, status: 'fulfilled', version: 3 }) }),
    }));
    const user = userEvent.setup();
    await open('/my-day', manifest.routes);
    const first = await screen.findByRole('region', { name: 'Vous attend' });
    expect(within(first).getByRole('heading', { name: 'Garcia, Léo' })).toBeVisible();
    expect(within(first).getByText('attend depuis 12 minutes')).toBeInTheDocument();
    expect(screen.getByText('2 rendez-vous · 1 en attente')).toBeVisible();
    await expectAccessible();
    await user.click(within(first).getByRole('button', { name: 'Commencer : Garcia, Léo' }));
    const during = await screen.findByRole('region', { name: 'En consultation' });
    await user.click(within(during).getByRole('button', { name: 'Terminer : Garcia, Léo' }));
    expect(await screen.findByRole('region', { name: 'Prochain patient' })).toHaveTextContent('Nguyen, Minh');
    expect(screen.getByText('2 rendez-vous · 1 terminé')).toBeVisible();
  });

  it('ends one consultation and begins with who waits by one press', async () => {
    const calls = serve(clinic(() => [visit('00:10', { status: 'in_progress', started_at: minutesAgo(20) }), visit('00:40', { patient_name: 'Garcia, Léo', status: 'arrived', arrived_at: minutesAgo(3) })], {
      'POST /api/board/next': { body: { started: visit('00:40', { patient_name: 'Garcia, Léo', status: 'in_progress' }) } },
    }));
    await open('/my-day', manifest.routes);
    await userEvent.click(await screen.findByRole('button', { name: 'Patient suivant' }));
    expect(await screen.findByText('Garcia, Léo : la consultation commence.')).toBeVisible();
    expect(calls.filter(({ route }) => route === 'POST /api/board/next')).toHaveLength(1);
  });

  it('puts a refused act back and says why', async () => {
    const waiting = visit('00:10', { status: 'arrived', arrived_at: minutesAgo(3) });
    serve(clinic(() => [waiting], {
      [`POST /api/appointments/${waiting.id}/start`]: { status: 409, body: { type: 'about:blank', title: '', status: 409, code: 'bad_transition', detail: 'Rechargez la page.' } },
    }));
    await open('/my-day', manifest.routes);
    const first = await screen.findByRole('region', { name: 'Vous attend' });
    await userEvent.click(within(first).getByRole('button', { name: /Commencer/ }));
    expect(await screen.findByText('Rechargez la page.')).toBeVisible();
    await waitFor(() => expect(screen.getByRole('region', { name: 'Vous attend' })).toBeVisible());
  });

  it('lists the notes that wait for a signature, and leads from a visit to what other features have of it', async () => {
    const waiting = visit('00:10', { patient_name: 'Garcia, Léo', status: 'arrived', arrived_at: minutesAgo(2) });
    const opened: string[] = [];
    knowFeatures([{ id: 'notes', visitLinks: [{ id: 'note', label: () => 'Note', icon: () => null, roles: ['practitioner'], shows: ({ status }) => status === 'arrived', run: (_, { id }) => opened.push(id) }] }]);
    serve(clinic(() => [waiting], {
      'GET /api/consultations': { body: { total: 1, items: [{ id: uuid(90), patient_id: uuid(60), patient_name: 'Roux Emma', practitioner_id: uuid(30), site_id: uuid(20), reason: 'Toux', started_at: at('08:00'), version: 1 }] } },
    }));
    await open('/my-day', manifest.routes);
    const list = await screen.findByRole('region', { name: '1 note à signer' });
    expect(within(list).getByRole('link', { name: 'Roux Emma' })).toHaveAttribute('href', `/consultations/${uuid(90)}`);
    await userEvent.click(await screen.findByRole('button', { name: 'Note : Garcia, Léo' }));
    expect(opened).toEqual([waiting.id]);
    knowFeatures([]);
  });

  it('says so when nothing is planned, and when the account has no practitioner', async () => {
    serve(clinic(() => []));
    const { unmount } = await open('/my-day', manifest.routes);
    expect(await screen.findByText('Aucun rendez-vous ce jour')).toBeVisible();
    unmount();
    serve(clinic(() => [], { 'GET /api/practitioners': { body: { items: [] } } }));
    await open('/my-day', manifest.routes);
    expect(await screen.findByText('Votre compte n’est lié à aucun praticien')).toBeVisible();
  });
});

describe('whom to turn to', () => {
  const [booked, early, late, running, gone] = [
    visit('08:00'), visit('09:00', { status: 'arrived', arrived_at: at('08:40') }), visit('08:30', { status: 'arrived', arrived_at: at('08:45') }),
    visit('10:00', { status: 'in_progress' }), visit('07:00', { status: 'no_show' }),
  ];
  it('is who is in consultation, then who has waited longest, then who comes next', () => {
    expect(nextVisit([booked, early, late, running])).toBe(running);
    expect(nextVisit([booked, late, early])).toBe(early);
    expect(nextVisit([gone, booked])).toBe(booked);
    expect(nextVisit([gone])).toBeUndefined();
  });
});

describe('the week at a glance', () => {
  const on = (day: string, time: string, changes: Partial<Visit> = {}) =>
    visit('09:00', { starts_at: instantAt(day, time, zone), ends_at: instantAt(day, `${time.slice(0, 2)}:30`, zone), ...changes });
  it('counts those who come, day by day of the site, and leaves an empty weekend out', () => {
    const week = weekGlance([on('2026-11-16', '14:00'), on('2026-11-16', '09:00'), on('2026-11-17', '09:00', { status: 'cancelled' })], '2026-11-20', zone);
    expect(week.map(({ day, count }) => [day.slice(8), count])).toEqual([['16', 2], ['17', 0], ['18', 0], ['19', 0], ['20', 0]]);
    expect(week[0]).toMatchObject({ first: instantAt('2026-11-16', '09:00', zone), last: instantAt('2026-11-16', '14:30', zone) });
    expect(weekGlance([on('2026-11-21', '09:00')], '2026-11-20', zone).at(-1)).toMatchObject({ day: '2026-11-21', count: 1 });
  });
});
