import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, afterEach, describe, expect, it } from 'vitest';
import { startKeys } from '@/shared/keys/registry';
import { expectAccessible, leave, logInAs, open, serve, someone, type Answers, type Call } from '../../../tests/render';
import manifest from './routes';

const uuid = (n: number) => `0193b7a0-0000-7000-8000-${String(n).padStart(12, '0')}`;
const site = {
  id: uuid(20), name: 'Cabinet Saint-Martin', address: { line1: '1 rue A', postal_code: '75010', city: 'Paris', country: 'FR' },
  time_zone: 'Europe/Paris', opening_hours: [], archived: false, version: 1,
};
const practitioner = (n: number, last_name: string) => ({
  id: uuid(n), kind: 'practitioner', title: 'Dr', first_name: 'Claire', last_name, specialty: 'Médecine générale', languages: ['fr'],
  colour: '#0E5A5E', site_ids: [site.id], online_bookable: true, archived: false, version: 1,
});
const type = {
  id: uuid(40), name: 'Suivi', duration_minutes: 30, price: { amount: 3000, currency: 'EUR' }, colour: '#0E5A5E', buffer_before_minutes: 0,
  buffer_after_minutes: 0, modes: ['on_site'], online_bookable: true, min_notice_minutes: 0, cancel_notice_minutes: 1440, horizon_days: 90, practitioner_ids: [], archived: false, version: 1,
};
const anne = { id: uuid(60), birth_name: 'Lefèvre', first_name: 'Anne', sex: 'female', birth_date: '1980-01-31', archived: false };
// Three Tuesdays at nine.
const starts = ['2035-11-20T08:00:00Z', '2035-11-27T08:00:00Z', '2035-12-04T08:00:00Z'];
const visit = (n: number, changes: object = {}) => ({
  id: uuid(100 + n), patient_id: anne.id, patient_name: 'Lefèvre, Anne', practitioner_id: uuid(30), site_id: site.id, visit_type_id: type.id, series_id: uuid(70),
  mode: 'on_site', starts_at: starts[n], ends_at: starts[n]?.replace(':00:00', ':30:00'), status: 'booked', created_at: '2035-11-01T08:00:00Z', version: 1, ...changes,
});
const series = (changes: object = {}) => ({
  id: uuid(70), patient_id: anne.id, practitioner_id: uuid(30), site_id: site.id, visit_type_id: type.id, first_day: '2035-11-20', time: '09:00',
  rule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=3', created_at: '2035-11-01T08:00:00Z', version: 1, visits: [0, 1, 2].map((n) => visit(n)), left_out: [], ...changes,
});
const occurrence = (n: number, why?: string) => ({
  starts_at: starts[n], ends_at: starts[n]?.replace(':00:00', ':30:00'), practitioner_id: uuid(30), free: why === undefined, ...(why && { code: 'slot_taken', detail: why }),
});

const clinic = (more: Answers = {}): Answers => ({
  'GET /api/clinics': { body: { items: [site] } },
  'GET /api/practitioners': { body: { items: [practitioner(30, 'Morel'), practitioner(31, 'Benali')] } },
  'GET /api/visit-types': { body: { items: [type] } },
  'GET /api/patients': { body: { items: [anne] } },
  'GET /api/appointments': { body: { items: [] } },
  'GET /api/slots': { body: { items: [] } },
  ...more,
});

const calls = (list: Call[], route: string) => list.filter((call) => call.route === route).map(({ body }) => JSON.parse(body) as unknown);
let stopKeys: () => void;

beforeEach(() => {
  logInAs(someone());
  stopKeys = startKeys();
});
afterEach(() => {
  stopKeys();
  leave();
});

async function fill(user: ReturnType<typeof userEvent.setup>) {
  await open('/calendar?day=2035-11-20', manifest.routes);
  await screen.findByRole('heading', { level: 1, name: 'mardi 20 novembre' });
  fireEvent.keyDown(document.body, { key: 'n' });
  const dialog = await screen.findByRole('dialog', { name: 'Nouveau rendez-vous' });
  await user.type(await within(dialog).findByRole('combobox', { name: 'Patient' }), 'lef');
  await user.click(await within(dialog).findByRole('option', { name: /Lefèvre, Anne/ }));
  await user.selectOptions(within(dialog).getByLabelText('Type de rendez-vous'), 'Suivi');
  await user.selectOptions(within(dialog).getByLabelText('Praticien'), uuid(30));
  await user.type(within(dialog).getByLabelText('Heure'), '9h');
  await user.click(within(dialog).getByLabelText('Répéter…'));
  await user.clear(within(dialog).getByLabelText('Nombre de fois'));
  await user.type(within(dialog).getByLabelText('Nombre de fois'), '3');
  return dialog;
}
const wish = { patient_id: anne.id, site_id: site.id, practitioner_id: uuid(30), visit_type_id: type.id, first_day: '2035-11-20', time: '09:00', rule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=3' };

describe('a series at the front desk', () => {
  it('shows every date before it is booked, and books all that are free', async () => {
    const all = serve(clinic({
      'POST /api/series/preview': { body: { occurrences: [0, 1, 2].map((n) => occurrence(n)), free: 3 } },
      'POST /api/series': { status: 201, body: series() },
    }));
    const user = userEvent.setup();
    const dialog = await fill(user);
    expect(within(dialog).getByText('Chaque semaine, le mardi, 3 fois.')).toBeVisible();
    await user.click(within(dialog).getByRole('button', { name: 'Voir les dates' }));
    expect(await within(dialog).findByText('Les 3 dates sont libres.')).toBeVisible();
    expect(within(within(dialog).getByRole('list', { name: 'Les dates' })).getAllByRole('listitem')).toHaveLength(3);
    await expectAccessible();
    await user.click(within(dialog).getByRole('button', { name: 'Réserver les 3 rendez-vous' }));
    expect(await screen.findByText('Lefèvre, Anne : 3 rendez-vous à partir du mardi 20 novembre.')).toBeVisible();
    expect(calls(all, 'POST /api/series/preview')).toEqual([wish]);
    expect(calls(all, 'POST /api/series')).toEqual([{ ...wish, choice: 'all' }]);
  });

  it('says which dates are taken, and books the others only', async () => {
    const all = serve(clinic({
      'POST /api/series/preview': { body: { occurrences: [occurrence(0), occurrence(1, 'Ce créneau vient d’être pris.'), occurrence(2)], free: 2 } },
      'POST /api/series': { status: 201, body: series({ visits: [visit(0), visit(2)] }) },
    }));
    const user = userEvent.setup();
    const dialog = await fill(user);
    await user.click(within(dialog).getByRole('button', { name: 'Voir les dates' }));
    expect(await within(dialog).findByText(/2 sur 3 sont libres/)).toBeVisible();
    expect(within(dialog).getByText('Ce créneau vient d’être pris.')).toBeVisible();
    await user.click(within(dialog).getByRole('button', { name: 'Réserver les 2 dates libres' }));
    expect(await screen.findByText(/2 rendez-vous à partir du/)).toBeVisible();
    expect(calls(all, 'POST /api/series')).toEqual([{ ...wish, choice: 'free' }]);
  });

  it('looks again when the rule changes, and when a date was taken meanwhile', async () => {
    serve(clinic({
      'POST /api/series/preview': { body: { occurrences: [0, 1, 2].map((n) => occurrence(n)), free: 3 } },
      'POST /api/series': {
        status: 409,
        body: { type: 'about:blank', title: 'x', status: 409, code: 'series_conflicts', detail: 'Certaines dates ne sont pas libres.', occurrences: [occurrence(0), occurrence(1), occurrence(2, 'Pris.')] },
      },
    }));
    const user = userEvent.setup();
    const dialog = await fill(user);
    await user.click(within(dialog).getByRole('button', { name: 'Voir les dates' }));
    await user.click(await within(dialog).findByRole('button', { name: 'Réserver les 3 rendez-vous' }));
    expect(await within(dialog).findByText('Certaines dates ne sont pas libres.')).toBeVisible();
    expect(within(dialog).getByText(/2 sur 3 sont libres/)).toBeVisible();
    await user.click(within(dialog).getByRole('button', { name: 'jeudi' }));
    expect(within(dialog).getByText('Chaque semaine, le mardi et jeudi, 3 fois.')).toBeVisible();
    expect(within(dialog).queryByText(/sur 3 sont libres/)).not.toBeInTheDocument();
    expect(within(dialog).getByRole('button', { name: 'Voir les dates' })).toBeVisible();
  });
});

describe('a visit of a series', () => {
  const shown = (more: Answers = {}) => clinic({
    'GET /api/appointments': { body: { items: [visit(1)] } },
    [`GET /api/appointments/${uuid(101)}`]: { body: visit(1) },
    [`GET /api/appointments/${uuid(101)}/history`]: { body: { items: [] } },
    [`GET /api/appointments/${uuid(101)}/reminders`]: { body: { items: [] } },
    [`GET /api/patients/${anne.id}`]: { body: { ...anne, version: 1 } },
    [`GET /api/series/${uuid(70)}`]: { body: series() },
    ...more,
  });
  const openVisit = async () => {
    await open(`/calendar?day=2035-11-27&visit=${uuid(101)}`, manifest.routes);
    return screen.findByRole('dialog', { name: 'Rendez-vous' });
  };

  it('says when its patient is reminded, and was', async () => {
    serve(shown({ [`GET /api/appointments/${uuid(101)}/reminders`]: { body: { items: [
      { days_before: 7, due_at: '2035-11-20T08:00:00Z', told_at: '2035-11-20T08:00:04Z' },
      { days_before: 1, due_at: '2035-11-26T08:00:00Z' },
    ] } } }));
    const dialog = await openVisit();
    expect(await within(dialog).findByText(/^7 jours avant : annoncé le .*20/)).toBeVisible();
    expect(within(dialog).getByText(/^la veille : le .*26/)).toBeVisible();
    await expectAccessible();
  });

  it('says until when it is to be paid', async () => {
    const unpaid = { ...visit(1), status: 'pending', pay_by: '2035-11-27T07:30:00Z' };
    serve(shown({ [`GET /api/appointments/${uuid(101)}`]: { body: unpaid } }));
    const dialog = await openVisit();
    expect(await within(dialog).findByText(/^À régler avant le .* pour être confirmé$/)).toBeVisible();
    expect(within(dialog).getByRole('button', { name: 'Confirmer' })).toBeVisible();
  });

  it('tells of the others, and is cancelled with those that follow', async () => {
    let asked = '';
    serve(shown({ [`DELETE /api/series/${uuid(70)}`]: ({ url }) => {
      asked = url;
      return { body: series({ visits: [visit(0)] }) };
    } }));
    const user = userEvent.setup();
    const dialog = await openVisit();
    expect(await within(dialog).findByText(/Chaque semaine, le mardi, 3 fois · 2 sur 3/)).toBeVisible();
    await user.click(within(dialog).getByRole('button', { name: 'Annuler le rendez-vous' }));
    await user.click(within(dialog).getByLabelText('Celui-ci et les suivants'));
    await expectAccessible();
    await user.click(within(dialog).getByRole('button', { name: 'Annuler 2 rendez-vous' }));
    expect(await screen.findByText('Lefèvre, Anne : 2 rendez-vous annulés.')).toBeVisible();
    expect(new URL(asked).searchParams.get('from')).toBe('2035-11-27T08:00:00Z');
  });

  it('moves with all that are to come, after every date was shown', async () => {
    const moved = [0, 1, 2].map((n) => visit(n, { starts_at: starts[n]?.replace('T08', 'T09') }));
    const all = serve(shown({
      [`POST /api/series/${uuid(70)}/move/preview`]: { body: { occurrences: [0, 1, 2].map((n) => occurrence(n)), free: 3 } },
      [`POST /api/series/${uuid(70)}/move`]: { body: series({ visits: moved, version: 2 }) },
    }));
    const user = userEvent.setup();
    const dialog = await openVisit();
    await user.click(await within(dialog).findByRole('button', { name: 'Déplacer' }));
    await user.click(within(dialog).getByLabelText('Tous ceux qui sont à venir'));
    await user.clear(within(dialog).getByLabelText('Nouvelle heure'));
    await user.type(within(dialog).getByLabelText('Nouvelle heure'), '10h');
    await user.click(within(dialog).getByRole('button', { name: 'Voir les dates' }));
    await user.click(await within(dialog).findByRole('button', { name: 'Déplacer les 3 rendez-vous' }));
    expect(await screen.findByText('Lefèvre, Anne : 3 rendez-vous déplacés.')).toBeVisible();
    expect(calls(all, `POST /api/series/${uuid(70)}/move`)).toEqual([{ time: '10:00', choice: 'all' }]);
  });
});
