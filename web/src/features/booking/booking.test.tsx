import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expectAccessible, leave, logInAs, open, serve, someone, type Answers } from '../../../tests/render';
import { addDays, instantAt, today } from '@/shared/time';
import feature from './routes';

const { routes } = feature;
const zone = 'Europe/Paris';
const soon = (days: number, time: string) => instantAt(addDays(today(zone), days), time, zone);
const slot = (days: number, time: string) => ({ starts_at: soon(days, time), ends_at: soon(days, '23:00'), practitioner_id: 'morel', site_id: 'lilas' });
const address = { line1: '4 rue des Lilas', postal_code: '69003', city: 'Lyon', country: 'FR' };
const type = {
  id: 'consultation', name: 'Consultation', duration_minutes: 20, price: { amount: 3000, currency: 'EUR' }, colour: '#0E5A5E', buffer_before_minutes: 0,
  buffer_after_minutes: 0, modes: ['on_site'], online_bookable: true, min_notice_minutes: 0, cancel_notice_minutes: 1440, horizon_days: 90, practitioner_ids: [], archived: false, version: 1,
};
const visit = (days: number) => ({
  id: `in-${days}`, patient_id: 'p', patient_name: 'Roy Ève', ...slot(days, '10:00'), visit_type_id: type.id, mode: 'on_site', status: 'booked', created_at: soon(-9, '10:00'), version: 3,
});
const clinic: Answers = {
  'GET /api/visit-types': { body: { items: [type, { ...type, id: 'desk', name: 'Réservé à l’accueil', online_bookable: false }] } },
  'GET /api/practitioners': {
    body: { items: [{ id: 'morel', kind: 'practitioner', title: 'Dr', first_name: 'Claire', last_name: 'Morel', specialty: 'Médecine générale', languages: ['fr'], colour: '#0E5A5E', site_ids: ['lilas'], online_bookable: true, archived: false, version: 1 }] },
  },
  'GET /api/clinics': { body: { items: [{ id: 'lilas', name: 'Les Lilas', address, phone: '04 78 00 00 01', time_zone: zone, opening_hours: [], archived: false, version: 1 }] } },
  'GET /api/slots': { body: { items: [slot(2, '09:00'), slot(2, '09:20')] } },
  'POST /api/holds': () => ({ status: 201, body: hold }),
  'DELETE /api/holds/h': { status: 204 },
};

beforeEach(() => logInAs(someone({ roles: ['patient'] })));
afterEach(leave);

const hold = { id: 'h', ...slot(2, '09:20'), visit_type_id: 'consultation', created_at: soon(0, '08:00'), expires_at: soon(0, '08:05') };

describe('booking', () => {
  it('goes from the reason over the time to the confirmation', async () => {
    const calls = serve({ ...clinic, 'POST /api/appointments': { status: 201, body: visit(2) }, 'GET /api/appointments/in-2': { body: visit(2) } });
    const { router } = await open('/book', routes);
    expect(screen.queryByText('Réservé à l’accueil')).not.toBeInTheDocument();
    await userEvent.click(await screen.findByRole('link', { name: /Consultation/ }));
    await userEvent.click(await screen.findByRole('button', { name: /à 09:20, Dr Claire Morel/ }));
    await userEvent.type(await screen.findByLabelText(/avant la visite/), 'Toux');
    expect(await screen.findByRole('timer')).toHaveTextContent(/gardé encore (5:00|4:5\d)/);
    await expectAccessible();
    await userEvent.click(screen.getByRole('button', { name: 'Confirmer le rendez-vous' }));
    expect(await screen.findByRole('heading', { name: 'Votre rendez-vous est pris' })).toBeInTheDocument();
    expect(router.state.location.pathname).toBe('/book/done/in-2');
    const kept = calls.find(({ route }) => route === 'POST /api/holds');
    expect(JSON.parse(kept?.body ?? '')).toEqual({ starts_at: soon(2, '09:20'), practitioner_id: 'morel', site_id: 'lilas', visit_type_id: 'consultation', mode: 'on_site' });
    expect(calls.some(({ route }) => route.startsWith('DELETE'))).toBe(false);
    const sent = calls.find(({ route }) => route === 'POST /api/appointments');
    expect(JSON.parse(sent?.body ?? '')).toEqual({ starts_at: soon(2, '09:20'), practitioner_id: 'morel', site_id: 'lilas', visit_type_id: 'consultation', mode: 'on_site', reason: 'Toux' });
  });

  it('says so kindly when somebody was faster, and shows what is still free', async () => {
    let free = [slot(2, '09:00'), slot(2, '09:20')];
    serve({
      ...clinic,
      'GET /api/slots': () => ({ body: { items: free } }),
      'POST /api/appointments': () => {
        free = [slot(2, '09:20')];
        return { status: 409, body: { type: 'about:blank', title: 'Conflit', status: 409, code: 'slot_taken', detail: 'Pris.' } };
      },
    });
    await open('/book?type=consultation', routes);
    await userEvent.click(await screen.findByRole('button', { name: /à 09:00/ }));
    await userEvent.click(await screen.findByRole('button', { name: 'Confirmer le rendez-vous' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Ce créneau vient d’être pris');
    await waitFor(() => expect(screen.queryByRole('button', { name: /à 09:00/ })).not.toBeInTheDocument());
    expect(screen.getByRole('button', { name: /à 09:20/ })).toBeInTheDocument();
  });
});

describe('a visit that is to be paid to be confirmed', () => {
  it('says so before it is booked, and until when afterwards', async () => {
    const priced = { ...type, pay_to_confirm: true, pay_within_minutes: 30 };
    const booked = { ...visit(2), status: 'pending', pay_by: soon(0, '14:30') };
    serve({ ...clinic, 'GET /api/visit-types': { body: { items: [priced] } }, 'POST /api/appointments': { status: 201, body: booked }, 'GET /api/appointments/in-2': { body: booked } });
    await open('/book?type=consultation', routes);
    await userEvent.click(await screen.findByRole('button', { name: /à 09:20/ }));
    expect(await screen.findByText(/^À régler \(30,00\s€\) pour être confirmé : votre place est gardée 30 minutes\./)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Confirmer le rendez-vous' }));
    expect(await screen.findByRole('heading', { name: 'Votre place est gardée' })).toBeInTheDocument();
    expect(screen.getByText(/^À régler avant le .* à 14:30 pour confirmer\.$/)).toBeInTheDocument();
    await expectAccessible();
  });
});

describe('who acts for a child', () => {
  const wards = { body: { items: [{ patient_id: 'lea', name: 'Roy Léa', relation: 'parent' }] } };

  it('chooses for whom, and books for them', async () => {
    const booked = { ...visit(2), patient_id: 'lea', patient_name: 'Roy Léa' };
    const calls = serve({ ...clinic, 'GET /api/patients/me/wards': wards, 'POST /api/appointments': { status: 201, body: booked }, 'GET /api/appointments/in-2': { body: booked } });
    await open('/book', routes);
    await userEvent.click(await screen.findByRole('radio', { name: 'Roy Léa' }));
    await userEvent.click(await screen.findByRole('link', { name: /Consultation/ }));
    await userEvent.click(await screen.findByRole('button', { name: /à 09:20/ }));
    expect(await screen.findByText('Roy Léa')).toBeInTheDocument();
    await expectAccessible();
    await userEvent.click(screen.getByRole('button', { name: 'Confirmer le rendez-vous' }));
    expect(await screen.findByRole('heading', { name: 'Votre rendez-vous est pris' })).toBeInTheDocument();
    const sent = calls.find(({ route }) => route === 'POST /api/appointments');
    expect(JSON.parse(sent?.body ?? '')).toMatchObject({ patient_id: 'lea' });
  });

  it('sees whose each visit is, by begin', async () => {
    serve({
      ...clinic,
      'GET /api/patients/me/wards': wards,
      'GET /api/appointments': (request) => {
        if (!request.url.includes('order=asc')) return { body: { items: [] } };
        return { body: { items: request.url.includes('patient_id=lea') ? [{ ...visit(3), id: 'hers', patient_id: 'lea', patient_name: 'Roy Léa' }] : [visit(5)] } };
      },
    });
    await open('/my-visits', routes);
    const next = await screen.findByRole('region', { name: 'Prochain rendez-vous' });
    await waitFor(() => expect(next).toHaveTextContent('Roy Léa'));
    expect(screen.getByRole('listitem')).toHaveTextContent('Roy Ève');
    await expectAccessible();
  });
});

describe('the time that is kept', () => {
  it('is let go when one looks for another', async () => {
    const calls = serve(clinic);
    await open('/book?type=consultation', routes);
    await userEvent.click(await screen.findByRole('button', { name: /à 09:20/ }));
    await screen.findByRole('timer');
    await userEvent.click(screen.getByRole('link', { name: 'Choisir un autre créneau' }));
    await screen.findByRole('button', { name: /à 09:20/ });
    expect(calls.filter(({ route }) => route.startsWith('DELETE')).map(({ route }) => route)).toEqual(['DELETE /api/holds/h']);
  });

  it('is told to be gone when somebody else keeps it, before anything is typed', async () => {
    serve({ ...clinic, 'POST /api/holds': { status: 409, body: { type: 'about:blank', title: 'Conflit', status: 409, code: 'slot_taken', detail: 'Pris.' } } });
    await open('/book?type=consultation', routes);
    await userEvent.click(await screen.findByRole('button', { name: /à 09:20/ }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Ce créneau vient d’être pris');
  });
});

describe('my visits', () => {
  const me = { id: 'p', birth_name: 'Roy', first_name: 'Ève', sex: 'female', language: 'fr', created_at: '', version: 1, phone: '06', birth_date: '1990-01-01', address };

  it('shows the next one, and asks for what the clinic does not know', async () => {
    serve({ ...clinic, 'GET /api/appointments': (request) => ({ body: { items: request.url.includes('order=asc') ? [visit(3), visit(9)] : [] } }), 'GET /api/patients/me': { body: me } });
    await open('/my-visits', routes);
    const next = await screen.findByRole('region', { name: 'Prochain rendez-vous' });
    await waitFor(() => expect(next).toHaveTextContent('Dr Claire Morel'));
    expect(await screen.findByText(/ajoutez une personne à prévenir/)).toBeInTheDocument();
    expect(screen.getAllByRole('button', { name: /^Déplacer/ })).toHaveLength(2);
    expect(next).toHaveTextContent(/En ligne jusqu’au .* à 10:00\./);
    await expectAccessible();
  });

  it('says until when a visit is to be paid, and that one was not in time', async () => {
    const unpaid = { ...visit(3), status: 'pending', pay_by: soon(0, '14:30') };
    const over = { ...visit(5), status: 'cancelled', cancelled_by: 'system' };
    serve({ ...clinic, 'GET /api/appointments': (request) => ({ body: { items: request.url.includes('order=asc') ? [unpaid, over] : [] } }), 'GET /api/patients/me': { body: me } });
    await open('/my-visits', routes);
    const next = await screen.findByRole('region', { name: 'Prochain rendez-vous' });
    await waitFor(() => expect(next).toHaveTextContent(/À régler avant le .* à 14:30 pour confirmer\./));
    expect(within(next).getByRole('link', { name: '04 78 00 00 01' })).toBeInTheDocument();
    expect(screen.getByText('Annulé : non réglé à temps.')).toBeInTheDocument();
    await expectAccessible();
  });

  it('gives the number to call once it is too late to cancel online', async () => {
    const tonight = { ...visit(0), starts_at: new Date(Date.now() + 3 * 3_600_000).toISOString(), ends_at: new Date(Date.now() + 4 * 3_600_000).toISOString() };
    serve({ ...clinic, 'GET /api/appointments': (request) => ({ body: { items: request.url.includes('order=asc') ? [tonight] : [] } }), 'GET /api/patients/me': { body: me } });
    await open('/my-visits', routes);
    expect(await screen.findByRole('link', { name: '04 78 00 00 01' })).toHaveAttribute('href', 'tel:0478000001');
    expect(screen.getByText(/ne se change plus en ligne : appelez Les Lilas/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^Annuler/ })).not.toBeInTheDocument();
  });
});
