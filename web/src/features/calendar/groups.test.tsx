import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startKeys } from '@/shared/keys/registry';
import type { Visit } from '@/shared/visit';
import { expectAccessible, leave, logInAs, open, serve, someone, type Answers, type Call } from '../../../tests/render';
import { gathered } from './parts/groups';
import manifest from './routes';

const uuid = (n: number) => `0193b7a0-0000-7000-8000-${String(n).padStart(12, '0')}`;
const site = {
  id: uuid(20), name: 'Cabinet Saint-Martin', address: { line1: '1 rue A', postal_code: '75010', city: 'Paris', country: 'FR' },
  time_zone: 'Europe/Paris', opening_hours: [], archived: false, version: 1,
};
const practitioner = {
  id: uuid(30), kind: 'practitioner', title: 'Dr', first_name: 'Claire', last_name: 'Morel', specialty: 'Kinésithérapie', languages: ['fr'],
  colour: '#0E5A5E', site_ids: [site.id], online_bookable: true, archived: false, version: 1,
};
const type = {
  id: uuid(40), name: 'Gym douce', duration_minutes: 60, price: { amount: 1000, currency: 'EUR' }, colour: '#0E5A5E', buffer_before_minutes: 0,
  buffer_after_minutes: 0, modes: ['on_site'], online_bookable: true, min_notice_minutes: 0, cancel_notice_minutes: 1440, horizon_days: 90, capacity: 8, practitioner_ids: [], archived: false, version: 1,
};
const visit = (n: number, patient_name: string, changes: object = {}) => ({
  id: uuid(100 + n), patient_id: uuid(60 + n), patient_name, practitioner_id: uuid(30), site_id: site.id, visit_type_id: type.id, group_id: uuid(80),
  mode: 'on_site', starts_at: '2035-11-20T08:00:00Z', ends_at: '2035-11-20T09:00:00Z', status: 'booked', created_at: '2035-11-01T08:00:00Z', version: 1, ...changes,
});
const members = [visit(0, 'Durand, Noé'), visit(1, 'Moreau, Mia'), visit(2, 'Petit, Léa', { status: 'cancelled' })];
const group = { id: uuid(80), practitioner_id: uuid(30), site_id: site.id, visit_type_id: type.id, starts_at: '2035-11-20T08:00:00Z', ends_at: '2035-11-20T09:00:00Z', capacity: 8, taken: 2, version: 4, participants: members };

const clinic = (more: Answers = {}): Answers => ({
  'GET /api/clinics': { body: { items: [site] } },
  'GET /api/practitioners': { body: { items: [practitioner] } },
  'GET /api/visit-types': { body: { items: [type] } },
  'GET /api/appointments': ({ url }) => ({ body: { items: new URL(url).searchParams.get('from')?.startsWith('2035-11-19') ? members : [] } }),
  'GET /api/slots': { body: { items: [] } },
  [`GET /api/groups/${uuid(80)}`]: { body: group },
  ...more,
});
const calls = (list: Call[], route: string) => list.filter((call) => call.route === route);
let stopKeys: () => void;

beforeEach(() => {
  logInAs(someone());
  stopKeys = startKeys();
});
afterEach(() => {
  stopKeys();
  leave();
});

describe('a group in the calendar', () => {
  it('is one card with how many take part; cancelled places do not count', () => {
    const alone = { ...visit(9, 'Roux, Ana'), group_id: undefined };
    const shown = gathered([...members, alone] as Visit[], (taken) => `${taken}/8`);
    expect(shown.map(({ patient_name }) => patient_name)).toEqual(['2/8', 'Roux, Ana']);
  });

  it('tells who takes part, notes who came, and lets nobody drag one of them away', async () => {
    const all = serve(clinic({ [`POST /api/appointments/${uuid(101)}/arrive`]: { body: visit(1, 'Moreau, Mia', { status: 'arrived', version: 2 }) } }));
    const user = userEvent.setup();
    await open('/calendar?day=2035-11-20', manifest.routes);
    const card = await screen.findByRole('button', { name: /09:00.*2\/8 participants/ });
    expect(card).not.toHaveAttribute('data-movable');
    expect(card.querySelector('[data-grip]')).toBeNull();
    await user.click(card);
    const dialog = await screen.findByRole('dialog', { name: 'Groupe' });
    expect(within(await within(dialog).findByRole('list', { name: 'Participants' })).getAllByRole('listitem')).toHaveLength(3);
    await expectAccessible();
    await user.click(within(dialog).getByRole('button', { name: 'Noter l’arrivée : Moreau, Mia' }));
    expect(await screen.findByText('Arrivée notée : Moreau, Mia.')).toBeVisible();
    expect(calls(all, `POST /api/appointments/${uuid(101)}/arrive`)).toHaveLength(1);
  });

  it('moves as a whole, as it is known', async () => {
    const all = serve(clinic({ [`POST /api/groups/${uuid(80)}/move`]: { body: { ...group, version: 5 } } }));
    const user = userEvent.setup();
    await open(`/calendar?day=2035-11-20&group=${uuid(80)}`, manifest.routes);
    const dialog = await screen.findByRole('dialog', { name: 'Groupe' });
    await user.click(await within(dialog).findByRole('button', { name: 'Déplacer le groupe' }));
    await user.clear(within(dialog).getByLabelText('Heure'));
    await user.type(within(dialog).getByLabelText('Heure'), '11h');
    await user.click(within(dialog).getByRole('button', { name: 'Déplacer ici' }));
    expect(await screen.findByText(/Le groupe est déplacé/)).toBeVisible();
    const [sent] = calls(all, `POST /api/groups/${uuid(80)}/move`);
    expect(JSON.parse(sent?.body ?? '')).toEqual({ starts_at: '2035-11-20T10:00:00Z' });
    expect(sent?.headers.get('If-Match')).toBe('"4"');
  });
});
