import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startKeys } from '@/shared/keys/registry';
import { expectAccessible, leave, logInAs, open, serve, someone, type Answers, type Call } from '../../../tests/render';
import manifest from './routes';

const uuid = (n: number) => `0193b7a0-0000-7000-8000-${String(n).padStart(12, '0')}`;
const site = {
  id: uuid(20), name: 'Cabinet Saint-Martin', address: { line1: '1 rue A', postal_code: '75010', city: 'Paris', country: 'FR' },
  time_zone: 'Indian/Reunion', opening_hours: [], archived: false, version: 1,
};
const practitioner = (n: number, last_name: string) => ({
  id: uuid(n), kind: 'practitioner', title: 'Dr', first_name: 'Claire', last_name, specialty: 'Médecine générale', languages: ['fr'],
  colour: '#0E5A5E', site_ids: [site.id], online_bookable: true, archived: false, version: 1,
});
const type = {
  id: uuid(40), name: 'Suivi', duration_minutes: 30, price: { amount: 3000, currency: 'EUR' }, colour: '#0E5A5E', buffer_before_minutes: 0,
  buffer_after_minutes: 0, modes: ['on_site'], online_bookable: true, min_notice_minutes: 0, cancel_notice_minutes: 1440, horizon_days: 90, practitioner_ids: [], archived: false, version: 1,
};
// On Réunion, four hours ahead of UTC: 09:00 on the site's clock.
const visit = (changes: object = {}) => ({
  id: uuid(100), patient_id: uuid(60), patient_name: 'Nguyen, Minh', practitioner_id: uuid(30), site_id: site.id, visit_type_id: type.id, mode: 'on_site',
  starts_at: '2035-11-20T05:00:00Z', ends_at: '2035-11-20T05:30:00Z', status: 'booked', created_at: '2035-11-01T08:00:00Z', version: 7, ...changes,
});
const problem = (status: number, code: string, detail: string, more: object = {}) => ({ status, body: { type: 'about:blank', title: code, status, code, detail, ...more } });

/** The visits of the day that is shown; the waiting room, which asks for today, stays empty. */
const thatDay = (items: () => object[]) => ({ url }: Request) => ({ body: { items: new URL(url).searchParams.get('from')?.startsWith('2035-11-19') ? items() : [] } });

const clinic = (more: Answers = {}): Answers => ({
  'GET /api/clinics': { body: { items: [site] } },
  'GET /api/practitioners': { body: { items: [practitioner(30, 'Morel'), practitioner(31, 'Benali')] } },
  'GET /api/visit-types': { body: { items: [type] } },
  'GET /api/appointments': thatDay(() => [visit()]),
  'GET /api/slots': { body: { items: [] } },
  ...more,
});

const path = '/calendar?day=2035-11-20';
const calls = (list: Call[], route: string) => list.filter((call) => call.route === route);
const card = (name = 'Nguyen') => screen.getByRole('button', { name: new RegExp(`^\\d\\d:\\d\\d.*${name}`) });
let stopKeys: () => void;

beforeEach(() => {
  logInAs(someone());
  stopKeys = startKeys();
});
afterEach(() => {
  stopKeys();
  leave();
});

describe('the calendar', () => {
  it('shows the day’s visits by practitioner, on the clock of the site', async () => {
    serve(clinic());
    await open(path, manifest.routes);
    expect(await screen.findByRole('heading', { level: 1, name: 'mardi 20 novembre' })).toBeVisible();
    expect(await screen.findByRole('button', { name: /09:00 – 09:30 Nguyen, Minh/ })).toBeVisible();
    expect(screen.getByText('Dr Claire Benali', { selector: 'b' })).toBeVisible();
    await expectAccessible();
  });

  it('asks for exactly the site’s day, and for every page of it', async () => {
    const asked: string[] = [];
    serve(clinic({
      'GET /api/appointments': ({ url }) => {
        const { searchParams } = new URL(url);
        if (!searchParams.get('from')?.startsWith('2035-11-19')) return { body: { items: [] } };
        asked.push(`${searchParams.get('from')} ${searchParams.get('until')} ${searchParams.get('cursor') ?? ''}`);
        return { body: searchParams.get('cursor') ? { items: [visit({ id: uuid(101), patient_name: 'Garcia, Léo', practitioner_id: uuid(31) })] } : { items: [visit()], next: 'two' } };
      },
    }));
    await open(path, manifest.routes);
    await screen.findByRole('button', { name: /Garcia, Léo/ });
    expect(asked).toEqual(['2035-11-19T20:00:00Z 2035-11-20T20:00:00Z ', '2035-11-19T20:00:00Z 2035-11-20T20:00:00Z two']);
  });

  it('moves a visit by Alt and arrows with one call when the presses pause, and the focus stays', async () => {
    let now = visit();
    const all = serve(clinic({
      'GET /api/appointments': thatDay(() => [now]),
      [`POST /api/appointments/${uuid(100)}/move`]: async (request) => {
        now = visit({ ...((await request.json()) as object), ends_at: '2035-11-20T06:00:00Z', version: 8 });
        return { body: now };
      },
    }));
    await open(path, manifest.routes);
    await screen.findByRole('button', { name: /Nguyen/ });
    act(() => card().focus());
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight']) fireEvent.keyDown(card(), { key, altKey: true });
    expect(card()).toHaveTextContent('09:30');
    expect(card()).toHaveFocus();
    expect(await screen.findByText(/déplacé au mardi 20 novembre à 09:30/, undefined, { timeout: 3000 })).toBeVisible();
    const sent = calls(all, `POST /api/appointments/${uuid(100)}/move`);
    expect(sent.map(({ body }) => JSON.parse(body) as unknown)).toEqual([{ starts_at: '2035-11-20T05:30:00Z', practitioner_id: uuid(31) }]);
    expect(sent[0]?.headers.get('If-Match')).toBe('"7"');
    expect(card()).toHaveFocus();
  });

  it('makes a visit longer by Shift, Alt and arrows with one call, says until when, and keeps a move that follows', async () => {
    let now = visit();
    const all = serve(clinic({
      'GET /api/appointments': thatDay(() => [now]),
      [`POST /api/appointments/${uuid(100)}/move`]: async (request) => {
        const { starts_at, duration_minutes } = (await request.json()) as { starts_at: string; duration_minutes: number };
        now = visit({ starts_at, ends_at: new Date(Date.parse(starts_at) + duration_minutes * 60_000).toISOString(), version: now.version + 1 });
        return { body: now };
      },
    }));
    await open(path, manifest.routes);
    await screen.findByRole('button', { name: /Nguyen/ });
    expect(card().getAttribute('aria-keyshortcuts')).toContain('Shift+Alt+ArrowDown');
    act(() => card().focus());
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowRight']) fireEvent.keyDown(card(), { key, altKey: true, shiftKey: true });
    expect(screen.getByText('Jusqu’à 09:45 (45 minutes)')).toBeInTheDocument();
    expect(card()).toHaveTextContent('09:00 – 09:45');
    expect(card()).toHaveFocus();
    expect(await screen.findByText('Nguyen, Minh : désormais jusqu’à 09:45.', undefined, { timeout: 3000 })).toBeVisible();
    const sent = () => calls(all, `POST /api/appointments/${uuid(100)}/move`).map(({ body }) => JSON.parse(body) as unknown);
    expect(sent()).toEqual([{ starts_at: '2035-11-20T05:00:00Z', duration_minutes: 45 }]);

    // Longer and later before anything is sent: both at once.
    fireEvent.keyDown(card(), { key: 'ArrowDown', altKey: true, shiftKey: true });
    fireEvent.keyDown(card(), { key: 'ArrowDown', altKey: true });
    expect(card()).toHaveTextContent('09:15 – 10:15');
    await waitFor(() => expect(sent()[1]).toEqual({ starts_at: '2035-11-20T05:15:00Z', duration_minutes: 60 }));
    // The length as it was before goes back with the place.
    await screen.findByText(/déplacé au mardi 20 novembre à 09:15/);
    fireEvent.keyDown(document.body, { key: 'z' });
    await waitFor(() => expect(sent()[2]).toEqual({ starts_at: '2035-11-20T05:00:00Z', duration_minutes: 45 }));
  });

  it('stretches a visit that is pulled by its lower edge, and leaves a click on it a click', async () => {
    const all = serve(clinic({ [`POST /api/appointments/${uuid(100)}/move`]: { body: visit({ ends_at: '2035-11-20T06:00:00Z', version: 8 }) } }));
    await open(path, manifest.routes);
    await screen.findByRole('button', { name: /Nguyen/ });
    // What jsdom lacks: a pointer that is held, and a frame that scrolls.
    card().setPointerCapture = () => undefined;
    Element.prototype.scrollBy ??= () => undefined;
    const grip = card().querySelector('[data-grip]');
    if (!grip) throw new Error('the card has no edge to pull');
    const hour = 76; // px, the least that the grid has
    const pull = (to: number) => {
      fireEvent.pointerDown(grip, { button: 0, pointerId: 1, pointerType: 'mouse', clientY: 100 });
      for (const clientY of [100 + to / 2, 100 + to]) fireEvent.pointerMove(card(), { pointerId: 1, pointerType: 'mouse', clientY });
    };
    pull(hour / 2);
    expect(document.querySelector('[data-ghost="landing"]')).toHaveTextContent('09:00 – 10:00');
    fireEvent.keyDown(document, { key: 'Escape' });
    expect(document.querySelector('[data-ghost]')).toBeNull();
    pull(hour / 2);
    fireEvent.pointerUp(card(), { pointerId: 1, pointerType: 'mouse' });
    expect(await screen.findByText('Nguyen, Minh : désormais jusqu’à 10:00.')).toBeVisible();
    expect(calls(all, `POST /api/appointments/${uuid(100)}/move`).map(({ body }) => JSON.parse(body) as unknown)).toEqual([{ starts_at: '2035-11-20T05:00:00Z', duration_minutes: 60 }]);
    fireEvent.click(grip);
    expect(await screen.findByRole('dialog', { name: 'Rendez-vous' })).toBeVisible();
  });

  it('colours the cards by practitioner, type or state, explains it, and remembers the choice', async () => {
    serve(clinic({
      'GET /api/visit-types': { body: { items: [{ ...type, colour: '#2F6DB5' }] } },
      'GET /api/appointments': thatDay(() => [visit(), visit({ id: uuid(101), patient_name: 'Garcia, Léo', practitioner_id: uuid(31), status: 'confirmed' })]),
    }));
    const first = await open(path, manifest.routes);
    await screen.findByRole('button', { name: /Nguyen/ });
    const hues = () => [card().style.getPropertyValue('--hue'), card('Garcia').style.getPropertyValue('--hue')];
    expect(hues()).toEqual(['#0E5A5E', '#0E5A5E']);
    const choice = await screen.findByLabelText('Couleurs');
    expect(screen.queryByRole('list', { name: 'Légende' })).not.toBeInTheDocument();
    await userEvent.selectOptions(choice, 'Type de rendez-vous');
    expect(hues()).toEqual(['#2F6DB5', '#2F6DB5']);
    expect(within(screen.getByRole('list', { name: 'Légende' })).getByText('Suivi')).toBeVisible();
    await userEvent.selectOptions(choice, 'État');
    expect(hues()).toEqual(['var(--booked)', 'var(--pine)']);
    expect(within(screen.getByRole('list', { name: 'Légende' })).getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual(['Réservé', 'Confirmé']);
    // The word stays beside the colour.
    expect(card('Garcia')).toHaveAccessibleName(/Confirmé/);
    await expectAccessible();
    first.unmount();
    await open(path, manifest.routes);
    await screen.findByRole('button', { name: /Nguyen/ });
    expect(hues()).toEqual(['var(--booked)', 'var(--pine)']);
  });

  it('puts a refused move back and says why', async () => {
    serve(clinic({ [`POST /api/appointments/${uuid(100)}/move`]: problem(409, 'slot_taken', 'Ce créneau est déjà pris.') }));
    await open(path, manifest.routes);
    await screen.findByRole('button', { name: /Nguyen/ });
    act(() => card().focus());
    fireEvent.keyDown(card(), { key: 'ArrowUp', altKey: true });
    expect(card()).toHaveTextContent('08:45');
    expect(await screen.findByText('Ce créneau est déjà pris.', undefined, { timeout: 3000 })).toBeVisible();
    await waitFor(() => expect(card()).toHaveTextContent('09:00'));
    expect(card()).toHaveFocus();
  });

  it('offers to move a visit against the rules only once it is they who have said no', async () => {
    const answers = [problem(412, 'stale', 'Quelqu’un d’autre l’a modifié.'), problem(422, 'invalid', 'Refusé.', { errors: [{ pointer: '/starts_at', code: 'outside_hours', detail: 'Hors horaires.' }] })];
    serve(clinic({
      [`GET /api/appointments/${uuid(100)}`]: { body: visit() },
      [`POST /api/appointments/${uuid(100)}/move`]: () => answers.shift() ?? { body: visit() },
    }));
    const user = userEvent.setup();
    await open(path, manifest.routes);
    await user.click(await screen.findByRole('button', { name: /Nguyen/ }));
    await user.click(await screen.findByRole('button', { name: 'Déplacer' }));
    fireEvent.keyDown(screen.getByRole('textbox', { name: 'Heure' }), { key: 'ArrowUp' });
    await user.click(screen.getByRole('button', { name: 'Déplacer ici' }));
    expect(await screen.findByText('Quelqu’un d’autre l’a modifié.')).toBeInTheDocument();
    expect(screen.queryByLabelText(/quand même/)).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Déplacer ici' }));
    expect(await screen.findByLabelText(/quand même/)).toBeInTheDocument();
  });

  it('changes the length in the visit’s drawer, for who neither drags nor presses keys', async () => {
    const all = serve(clinic({
      [`GET /api/appointments/${uuid(100)}`]: { body: visit() },
      [`POST /api/appointments/${uuid(100)}/move`]: { body: visit({ ends_at: '2035-11-20T05:50:00Z', version: 8 }) },
    }));
    const user = userEvent.setup();
    await open(path, manifest.routes);
    await user.click(await screen.findByRole('button', { name: /Nguyen/ }));
    await user.click(await screen.findByRole('button', { name: 'Déplacer' }));
    const length = screen.getByLabelText('Durée (min)');
    expect(length).toHaveValue(30);
    await user.clear(length);
    await user.type(length, '50');
    await user.click(screen.getByRole('button', { name: 'Déplacer ici' }));
    expect(await screen.findByText('Nguyen, Minh : désormais jusqu’à 09:50.')).toBeVisible();
    expect(JSON.parse(calls(all, `POST /api/appointments/${uuid(100)}/move`)[0]?.body ?? '')).toEqual({ starts_at: '2035-11-20T05:00:00Z', duration_minutes: 50 });
  });

  it('leaves a visit where it was on Escape, without a call', async () => {
    const all = serve(clinic());
    await open(path, manifest.routes);
    await screen.findByRole('button', { name: /Nguyen/ });
    act(() => card().focus());
    fireEvent.keyDown(card(), { key: 'ArrowDown', altKey: true });
    fireEvent.keyDown(card(), { key: 'Escape' });
    expect(card()).toHaveTextContent('09:00');
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect(all.filter(({ route }) => route.startsWith('POST /api/appointments'))).toEqual([]);
  });

  it('does not move a visit that is over', async () => {
    const all = serve(clinic({ 'GET /api/appointments': thatDay(() => [visit({ status: 'fulfilled' })]) }));
    await open(path, manifest.routes);
    await screen.findByRole('button', { name: /Nguyen.*Terminé/ });
    act(() => card().focus());
    fireEvent.keyDown(card(), { key: 'ArrowDown', altKey: true });
    expect(card()).toHaveTextContent('09:00');
    expect(screen.getByText('Ce rendez-vous ne peut être ni déplacé ni allongé.')).toBeInTheDocument();
    expect(all.filter(({ route }) => route.startsWith('POST /api/appointments'))).toEqual([]);
  });

  it('walks by arrows from a visit to a free time, and books there by Enter', async () => {
    serve(clinic());
    await open(path, manifest.routes);
    await screen.findByRole('button', { name: /Nguyen/ });
    act(() => card().focus());
    fireEvent.keyDown(card(), { key: 'ArrowDown' });
    const free = screen.getByRole('button', { name: 'Réserver à 09:30, Dr Claire Morel' });
    expect(free).toHaveFocus();
    await userEvent.click(free);
    const dialog = await screen.findByRole('dialog', { name: 'Nouveau rendez-vous' });
    expect(await within(dialog).findByLabelText('Heure')).toHaveValue('09:30');
    expect(within(dialog).getByLabelText('Praticien')).toHaveValue(uuid(30));
  });

  it('notes an arrival with A at once, and takes it back with Z', async () => {
    let now = visit();
    const all = serve(clinic({
      'GET /api/appointments': thatDay(() => [now]),
      [`POST /api/appointments/${uuid(100)}/arrive`]: () => ({ body: (now = visit({ status: 'arrived', arrived_at: new Date().toISOString(), version: 8 })) }),
      [`POST /api/appointments/${uuid(100)}/undo`]: () => ({ body: (now = visit({ version: 9 })) }),
    }));
    await open(path, manifest.routes);
    await screen.findByRole('button', { name: /Nguyen/ });
    act(() => card().focus());
    fireEvent.keyDown(card(), { key: 'a' });
    expect(await screen.findByText('Arrivée notée : Nguyen, Minh.')).toBeVisible();
    expect(card()).toHaveAccessibleName(/Arrivé/);
    fireEvent.keyDown(document.body, { key: 'z' });
    await waitFor(() => expect(card()).not.toHaveAccessibleName(/Arrivé/));
    expect(calls(all, `POST /api/appointments/${uuid(100)}/undo`)).toHaveLength(1);
  });

  it('says what to do when there is no site, when no one receives, and when the server does not answer', async () => {
    serve(clinic({ 'GET /api/clinics': { body: { items: [] } } }));
    const first = await open(path, manifest.routes);
    expect(await screen.findByText('Aucun site pour l’instant')).toBeVisible();
    first.unmount();
    serve(clinic({ 'GET /api/practitioners': { body: { items: [] } } }));
    const second = await open(path, manifest.routes);
    expect(await screen.findByText('Personne ne reçoit sur ce site')).toBeVisible();
    second.unmount();
    serve(clinic({ 'GET /api/appointments': problem(403, 'forbidden', 'Vos accès ne permettent pas cette action.') }));
    await open(path, manifest.routes);
    expect(await screen.findByText('Vos accès ne permettent pas cette action.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Réessayer' })).toBeVisible();
  });
});

describe('the month and the list', () => {
  it('count the visits of each day, and lead to it', async () => {
    serve(clinic({ 'GET /api/appointments/days': ({ url }) => ({ body: { items: new URL(url).searchParams.get('from') === '2035-10-29' ? [{ day: '2035-11-20', practitioner_id: uuid(30), visits: 2 }] : [] } }) }));
    await open('/calendar?day=2035-11-20&view=month', manifest.routes);
    expect(await screen.findByRole('heading', { level: 1, name: 'novembre 2035' })).toBeVisible();
    await userEvent.click(await screen.findByRole('button', { name: 'mardi 20 novembre, 2 rendez-vous' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'mardi 20 novembre' })).toBeVisible();
  });

  it('tells a week day after day', async () => {
    serve(clinic({ 'GET /api/appointments': ({ url }) => ({ body: { items: new URL(url).searchParams.get('from')?.startsWith('2035-11-18') ? [visit()] : [] } }) }));
    await open('/calendar?day=2035-11-20&view=agenda', manifest.routes);
    const day = await screen.findByRole('region', { name: 'mardi 20 novembre' });
    expect(within(day).getByRole('button', { name: /09:00 – 09:30.*Nguyen, Minh.*Suivi/ })).toBeVisible();
    await expectAccessible();
  });
});

describe('booking at the front desk', () => {
  const anne = { id: uuid(60), birth_name: 'Lefèvre', first_name: 'Anne', sex: 'female', birth_date: '1980-01-31', phone: '06 12 34 56 78', archived: false };
  const slot = { starts_at: '2035-11-20T06:00:00Z', ends_at: '2035-11-20T06:30:00Z', practitioner_id: uuid(31), site_id: site.id };

  async function fill(user: ReturnType<typeof userEvent.setup>, time: string) {
    fireEvent.keyDown(document.body, { key: 'n' });
    const dialog = await screen.findByRole('dialog', { name: 'Nouveau rendez-vous' });
    await user.type(await within(dialog).findByRole('combobox', { name: 'Patient' }), 'lef');
    await user.click(await within(dialog).findByRole('option', { name: /Lefèvre, Anne/ }));
    await user.selectOptions(within(dialog).getByLabelText('Type de rendez-vous'), 'Suivi');
    await user.selectOptions(within(dialog).getByLabelText('Praticien'), uuid(30));
    await user.type(within(dialog).getByLabelText('Heure'), time);
    await user.type(within(dialog).getByLabelText('Motif'), 'Tension');
    return dialog;
  }

  it('keeps what was typed when the time is taken, and offers the nearest free times', async () => {
    const all = serve(clinic({
      'GET /api/patients': { body: { items: [anne] } },
      'GET /api/slots': { body: { items: [slot] } },
      'POST /api/appointments': async (request) => {
        const body = (await request.json()) as { starts_at: string };
        return body.starts_at === slot.starts_at ? { status: 201, body: visit({ ...body, patient_name: 'Lefèvre, Anne' }) } : problem(409, 'slot_taken', 'Pris.');
      },
    }));
    const user = userEvent.setup();
    await open(path, manifest.routes);
    await screen.findByRole('button', { name: /Nguyen/ });
    const dialog = await fill(user, '9h');
    await user.click(within(dialog).getByRole('button', { name: 'Réserver' }));
    expect(await within(dialog).findByText(/vient d’être pris/)).toBeVisible();
    expect(within(dialog).getByLabelText('Motif')).toHaveValue('Tension');
    await expectAccessible();
    await user.click(within(within(dialog).getByRole('region', { name: 'Créneaux libres les plus proches' })).getByRole('button', { name: /10:00 Dr Claire Benali/ }));
    await user.click(within(dialog).getByRole('button', { name: 'Réserver' }));
    expect(await screen.findByText(/Lefèvre, Anne : rendez-vous mardi 20 novembre à 10:00/)).toBeVisible();
    const [, booked] = calls(all, 'POST /api/appointments');
    expect(JSON.parse(booked?.body ?? '')).toEqual({
      patient_id: anne.id, site_id: site.id, practitioner_id: uuid(31), visit_type_id: type.id, starts_at: slot.starts_at, reason: 'Tension',
    });
  });

  it('books against the rules for a reason, once the rules have said no', async () => {
    const all = serve(clinic({
      'GET /api/patients': { body: { items: [anne] } },
      'POST /api/appointments': async (request) => {
        const body = (await request.json()) as { override_reason?: string };
        return body.override_reason ? { status: 201, body: visit({ ...body, patient_name: 'Lefèvre, Anne' }) } : problem(409, 'slot_taken', 'Pris.');
      },
    }));
    const user = userEvent.setup();
    await open(path, manifest.routes);
    await screen.findByRole('button', { name: /Nguyen/ });
    const dialog = await fill(user, '9h');
    expect(within(dialog).queryByLabelText(/quand même/)).not.toBeInTheDocument();
    await user.click(within(dialog).getByRole('button', { name: 'Réserver' }));
    await user.type(await within(dialog).findByLabelText(/quand même/), 'Bébé fiévreux');
    await expectAccessible();
    await user.click(within(dialog).getByRole('button', { name: 'Réserver' }));
    expect(await screen.findByText(/Lefèvre, Anne : rendez-vous/)).toBeVisible();
    const [, booked] = calls(all, 'POST /api/appointments');
    expect(JSON.parse(booked?.body ?? '')).toMatchObject({ override_reason: 'Bébé fiévreux', reason: 'Tension' });
  });

  it('registers a new patient in the same flow: candidates first, then the booking, each once', async () => {
    let registrations = 0;
    const all = serve(clinic({
      'GET /api/patients': { body: { items: [] } },
      'GET /api/slots': { body: { items: [slot] } },
      'POST /api/patients': async (request) => {
        const body = (await request.json()) as { confirm_duplicate?: boolean };
        if (!body.confirm_duplicate) return problem(409, 'possible_duplicate', 'Peut-être déjà connue.', { candidates: [anne] });
        registrations += 1;
        return { status: 201, body: { ...anne, ...body, id: uuid(61), language: 'fr', created_at: '2035-11-01T08:00:00Z', version: 1 } };
      },
      'POST /api/appointments': async (request) => ({ status: 201, body: visit((await request.json()) as object) }),
    }));
    const user = userEvent.setup();
    await open(path, manifest.routes);
    await screen.findByRole('button', { name: /Nguyen/ });
    fireEvent.keyDown(document.body, { key: 'n' });
    const dialog = await screen.findByRole('dialog', { name: 'Nouveau rendez-vous' });
    await user.type(await within(dialog).findByRole('combobox', { name: 'Patient' }), 'lefèvre anna');
    await user.click(await within(dialog).findByRole('option', { name: /Nouveau patient : lefèvre anna/ }));
    expect(within(dialog).getByLabelText('Nom de naissance')).toHaveValue('Lefèvre');
    expect(within(dialog).getByLabelText('Prénom')).toHaveValue('Anna');
    await user.selectOptions(within(dialog).getByLabelText('Type de rendez-vous'), 'Suivi');
    await user.click(await within(dialog).findByRole('button', { name: /10:00 Dr Claire Benali/ }));
    await user.click(within(dialog).getByRole('button', { name: 'Réserver' }));
    expect(await within(dialog).findByText('Cette personne est peut-être déjà connue')).toBeVisible();
    expect(within(dialog).getByRole('button', { name: /Lefèvre, Anne/ })).toBeVisible();
    await user.click(within(dialog).getByRole('button', { name: /quelqu’un d’autre/ }));
    await user.click(within(dialog).getByRole('button', { name: 'Réserver' }));
    await waitFor(() => expect(calls(all, 'POST /api/appointments')).toHaveLength(1));
    expect(registrations).toBe(1);
    expect(JSON.parse(calls(all, 'POST /api/appointments')[0]?.body ?? '')).toMatchObject({ patient_id: uuid(61) });
  });
});
