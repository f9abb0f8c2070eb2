import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expectAccessible, leave, logInAs, open, serve, someone, type Answers } from '../../../tests/render';
import { frameOf } from './parts/PublicPageCard';
import feature from './routes';

const { routes } = feature;
const site = {
  id: 'lilas', name: 'Les Lilas', address: { line1: '4 rue des Lilas', postal_code: '69003', city: 'Lyon', country: 'FR' }, time_zone: 'Europe/Paris',
  opening_hours: [], archived: false, version: 1,
};
const morel = {
  id: 'morel', kind: 'practitioner', title: 'Dr', first_name: 'Claire', last_name: 'Morel', specialty: 'Médecine générale', languages: ['fr'], colour: '#0E5A5E',
  site_ids: ['lilas'], online_bookable: true, archived: false, version: 4,
};
const monday = { site_id: 'lilas', weekday: 1, opens: '09:00', closes: '12:00', visit_type_ids: [] };
const clinic: Answers = {
  'GET /api/clinics': { body: { items: [site] } },
  'GET /api/practitioners': { body: { items: [morel] } },
  'GET /api/visit-types': { body: { items: [] } },
  'GET /api/users': { body: { items: [] } },
  'GET /api/availability/morel': { body: { practitioner_id: 'morel', weekly: [monday], slot_step_minutes: 20, aligned: 'opening', closed_on_holidays: false, version: 7 } },
  'GET /api/availability/morel/exceptions': { body: { items: [] } },
  'GET /api/availability/morel/outside': { body: { connected: false, busy_times: 0, skipped: 0 } },
  'GET /api/public/practitioners': { body: { practitioners: [], visit_types: [], sites: [] } },
};

beforeEach(() => logInAs(someone({ roles: ['admin'] })));
afterEach(leave);

describe('the hours of a practitioner', () => {
  it('are copied from one day to others and saved as a whole', async () => {
    const calls = serve({ ...clinic, 'PUT /api/availability/morel': { body: { practitioner_id: 'morel', weekly: [monday], slot_step_minutes: 20, version: 8 } } });
    await open('/admin/hours', routes);
    await userEvent.click(await screen.findByRole('button', { name: 'Copier lundi vers d’autres jours' }));
    const choice = within(await screen.findByRole('dialog'));
    await userEvent.click(choice.getByRole('checkbox', { name: 'jeudi' }));
    await userEvent.click(choice.getByRole('button', { name: 'Copier' }));
    await userEvent.type(screen.getByLabelText('Visites par jour, au plus'), '12');
    await userEvent.click(screen.getByRole('switch', { name: 'Ne reçoit pas les jours fériés' }));
    await userEvent.click(screen.getByRole('button', { name: 'Enregistrer' }));
    await waitFor(() => expect(calls.map(({ route }) => route)).toContain('PUT /api/availability/morel'));
    const sent = calls.find(({ route }) => route === 'PUT /api/availability/morel');
    expect(JSON.parse(sent?.body ?? '')).toEqual({ weekly: [monday, { ...monday, weekday: 4 }], slot_step_minutes: 20, aligned: 'opening', max_per_day: 12, closed_on_holidays: true });
    expect(sent?.headers.get('If-Match')).toBe('"7"');
  });

  it('take times the way people type them, and say what is wrong beside them', async () => {
    serve(clinic);
    await open('/admin/hours', routes);
    const until = await screen.findByRole('textbox', { name: 'À' });
    await userEvent.clear(until);
    await userEvent.type(until, '12h30');
    await userEvent.tab();
    expect(until).toHaveValue('12:30');
    await userEvent.clear(until);
    await userEvent.type(until, '8');
    await userEvent.tab();
    expect(await screen.findByText('La fin doit suivre le début.')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Enregistrer' })).toBeDisabled();
    await expectAccessible();
  });
});

describe('a calendar elsewhere', () => {
  it('says what is wrong with an address, which stays to be corrected', async () => {
    const detail = 'À cette adresse, il n’y a pas d’agenda au format iCal.';
    serve({ ...clinic, 'PUT /api/availability/morel/outside': { status: 422, body: { type: 'about:blank', title: 'invalid', status: 422, code: 'invalid', detail: 'À corriger.', errors: [{ pointer: '/url', code: 'not_a_calendar', detail }] } } });
    await open('/admin/hours', routes);
    const field = await screen.findByLabelText('Adresse iCal');
    await userEvent.type(field, 'https://calendar.example/page');
    await userEvent.click(screen.getByRole('button', { name: 'Relier' }));
    expect(await screen.findByText(detail)).toBeInTheDocument();
    expect(field).toHaveValue('https://calendar.example/page');
  });

  it('that fails keeps its times, and says since when and what to do', async () => {
    const advice = 'L’autre service ne répond pas.';
    serve({ ...clinic, 'GET /api/availability/morel/outside': { body: { connected: true, host: 'calendar.example', read_at: '2026-11-01T08:00:00Z', tried_at: '2026-11-02T08:00:00Z', fault: 'unreachable', advice, busy_times: 3, skipped: 1 } } });
    await open('/admin/hours', routes);
    expect(await screen.findByText(advice)).toBeInTheDocument();
    expect(screen.getByText(/3 plages occupées/)).toBeInTheDocument();
    expect(screen.getByText(/^1 événement se répète/)).toBeInTheDocument();
    await expectAccessible();
  });
});

describe('the page on which everybody books', () => {
  it('is handed on as a link, and as a frame for another web site', async () => {
    serve({ ...clinic, 'GET /api/public/practitioners': { body: { practitioners: [{ id: 'morel', slug: 'dr-claire-morel-0f3a92c1' }], visit_types: [], sites: [] } } });
    const user = userEvent.setup(); // with a clipboard
    await open('/admin/hours', routes);
    const link = `${location.origin}/rdv/dr-claire-morel-0f3a92c1`;
    expect(await screen.findByText(link)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Ouvrir la page' })).toHaveAttribute('href', link);
    expect(screen.getByText(/^<iframe/)).toHaveTextContent(`src="${link}?embed=1" title="Prendre rendez-vous avec Dr Claire Morel"`);
    await user.click(screen.getByRole('button', { name: 'Copier le lien' }));
    expect(await navigator.clipboard.readText()).toBe(link);
    await expectAccessible();
  });

  it('says what is missing for who has none', async () => {
    serve(clinic);
    await open('/admin/hours', routes);
    expect(await screen.findByText(/^Dr Claire Morel ne prend pas de rendez-vous en ligne/)).toBeInTheDocument();
  });

  it('is framed by code that no name can break out of', () => {
    expect(frameOf('https://x.example/rdv/a', 'Dr "><script>')).toContain('title="Dr &#34;>&#60;script>"');
  });
});

describe('the practitioners', () => {
  it('are archived at once, with a way back', async () => {
    const calls = serve({
      ...clinic,
      'DELETE /api/practitioners/morel': { status: 204 },
      'GET /api/practitioners/morel': { body: { ...morel, archived: true, version: 5 } },
      'PUT /api/practitioners/morel': { body: { ...morel, version: 6 } },
    });
    await open('/admin/staff', routes);
    await userEvent.click(await screen.findByRole('button', { name: /Dr Claire Morel/ }));
    await userEvent.click(await screen.findByRole('button', { name: 'Archiver' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Annuler' }));
    await waitFor(() => expect(calls.map(({ route }) => route)).toContain('PUT /api/practitioners/morel'));
    expect(JSON.parse(calls.find(({ route }) => route === 'PUT /api/practitioners/morel')?.body ?? '')).toMatchObject({ archived: false, last_name: 'Morel' });
  });
});

describe('the team of a site', () => {
  it('has roles here, all of them or some, and at least one', async () => {
    const lea = { user_id: 'lea', first_name: 'Léa', last_name: 'Roux', roles: ['receptionist', 'accountant'], roles_here: [] };
    const ugo = { user_id: 'ugo', first_name: 'Ugo', last_name: 'Petit', roles: ['receptionist'], roles_here: [] };
    const duty = 'PUT /api/clinics/lilas/staff/lea';
    let here: string[] = [];
    const calls = serve({
      ...clinic,
      'GET /api/clinics/lilas': { body: site },
      'GET /api/clinics/lilas/closures': { body: { items: [] } },
      'GET /api/clinics/lilas/rooms': { body: { items: [] } },
      'GET /api/clinics/lilas/staff': () => ({ body: { items: [ugo, { ...lea, roles_here: here }] } }),
      [duty]: async (request) => ({ body: { ...lea, roles_here: (here = ((await request.json()) as { roles: string[] }).roles) } }),
    });
    const sent = () => calls.filter(({ route }) => route === duty).map(({ body }) => JSON.parse(body) as unknown);
    await open('/admin/sites/lilas', routes);
    const roles = within(await screen.findByRole('group', { name: 'Rôles de Léa Roux à ce site' }));
    expect(screen.queryByRole('group', { name: 'Rôles de Ugo Petit à ce site' })).toBeNull();
    expect(roles.getByRole('checkbox', { name: 'Accueil' })).toBeChecked();
    await userEvent.click(roles.getByRole('checkbox', { name: 'Comptabilité' }));
    await waitFor(() => expect(sent()).toEqual([{ roles: ['receptionist'] }]));
    await waitFor(() => expect(roles.getByRole('checkbox', { name: 'Comptabilité' })).not.toBeChecked());
    await userEvent.click(roles.getByRole('checkbox', { name: 'Accueil' })); // the last one stays
    expect(sent()).toHaveLength(1);
    await userEvent.click(roles.getByRole('checkbox', { name: 'Comptabilité' }));
    await waitFor(() => expect(sent()).toEqual([{ roles: ['receptionist'] }, { roles: [] }]));
    await expectAccessible();
  });
});

const room = { id: 'salle', site_id: 'lilas', name: 'Salle 1', kind: 'room', active: true, archived: false, version: 3 };
const scanner = { ...room, id: 'echo', name: 'Échographe', kind: 'device' };

describe('rooms and devices', () => {
  const page: Answers = {
    ...clinic,
    'GET /api/clinics/lilas': { body: site },
    'GET /api/clinics/lilas/closures': { body: { items: [] } },
    'GET /api/clinics/lilas/staff': { body: { items: [] } },
    'GET /api/clinics/lilas/rooms': { body: { items: [scanner, room] } },
  };

  it('are added, renamed, switched off and taken back', async () => {
    const calls = serve({
      ...page,
      'POST /api/clinics/lilas/rooms': { status: 201, body: scanner },
      'PUT /api/clinics/lilas/rooms/salle': { body: { ...room, version: 4 } },
      'DELETE /api/clinics/lilas/rooms/salle': { status: 204 },
    });
    const sent = (method: string) => calls.filter(({ route }) => route.startsWith(`${method} /api/clinics/lilas/rooms`)).map(({ body, headers }) => ({ body: JSON.parse(body || 'null') as unknown, match: headers.get('If-Match') }));
    await open('/admin/sites/lilas', routes);
    await userEvent.click(await screen.findByRole('switch', { name: 'Salle 1 : en service' }));
    await waitFor(() => expect(sent('PUT')).toEqual([{ body: { name: 'Salle 1', kind: 'room', active: false }, match: '"3"' }]));

    await userEvent.click(screen.getByRole('button', { name: 'Modifier Salle 1' }));
    const form = within(screen.getByRole('form', { name: 'Modifier Salle 1' }));
    await userEvent.clear(form.getByLabelText('Nom'));
    await userEvent.type(form.getByLabelText('Nom'), 'Salle bleue');
    await expectAccessible();
    await userEvent.click(form.getByRole('button', { name: 'Enregistrer' }));
    await waitFor(() => expect(sent('PUT')[1]).toEqual({ body: { name: 'Salle bleue', kind: 'room', active: true }, match: '"3"' }));

    await userEvent.type(screen.getByLabelText('Nom'), 'Laser');
    await userEvent.selectOptions(screen.getByLabelText('Sorte'), 'Appareil');
    await userEvent.click(screen.getAllByRole('button', { name: 'Ajouter' }).at(-1) as HTMLElement);
    await waitFor(() => expect(sent('POST')[0]?.body).toEqual({ name: 'Laser', kind: 'device' }));

    await userEvent.click(await screen.findByRole('button', { name: 'Supprimer : Salle 1' }));
    await waitFor(() => expect(sent('DELETE')).toHaveLength(1));
    await userEvent.click(await screen.findByRole('button', { name: 'Annuler' }));
    await waitFor(() => expect(sent('PUT')[2]).toEqual({ body: { name: 'Salle 1', kind: 'room', active: true, archived: false }, match: null }));
  });

  it('are what a visit type needs: any of a kind, or one of those that are named', async () => {
    const type = {
      id: 'echographie', name: 'Échographie', duration_minutes: 30, price: { amount: 5300, currency: 'EUR' }, colour: '#A8356B', buffer_before_minutes: 0, buffer_after_minutes: 0,
      modes: ['on_site'], needs: [], online_bookable: true, min_notice_minutes: 120, cancel_notice_minutes: 1440, horizon_days: 60, capacity: 1, practitioner_ids: [], archived: false, version: 2,
    };
    const calls = serve({ ...page, 'GET /api/visit-types': { body: { items: [type] } }, 'PUT /api/visit-types/echographie': { body: { ...type, version: 3 } } });
    await open('/admin/visit-types', routes);
    await userEvent.click(await screen.findByRole('button', { name: /Échographie/ }));
    const drawer = within(await screen.findByRole('dialog'));
    expect(drawer.getByText('Rien à réserver en plus du praticien.')).toBeInTheDocument();
    await userEvent.click(drawer.getByRole('button', { name: 'Ajouter un besoin' }));
    await userEvent.click(drawer.getByRole('button', { name: 'Ajouter un besoin' }));
    await userEvent.selectOptions(drawer.getAllByLabelText('Il faut')[1] as HTMLElement, 'Un appareil');
    await userEvent.click(drawer.getAllByRole('combobox', { name: 'Lesquels conviennent' })[1] as HTMLElement);
    await userEvent.click(await screen.findByRole('option', { name: 'Échographe' }));
    await userEvent.click(drawer.getByRole('button', { name: 'Enregistrer' }));
    const sent = () => calls.find(({ route }) => route === 'PUT /api/visit-types/echographie');
    await waitFor(() => expect(sent()).toBeDefined());
    expect((JSON.parse(sent()?.body ?? '') as { needs: unknown }).needs).toEqual([{ kind: 'room', room_ids: [] }, { kind: 'device', room_ids: ['echo'] }]);
  });
});
