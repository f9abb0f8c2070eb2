import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { expectAccessible, leave, logInAs, open, serve, someone, type Answers } from '../../../tests/render';
import { addDays, instantAt, today } from '@/shared/time';
import { signedOut } from '@/shared/api/session';
import { withChoice } from './public';
import feature from './routes';

const zone = 'Europe/Paris';
const at = (days: number, time: string) => instantAt(addDays(today(zone), days), time, zone);
const slot = (time: string) => ({ starts_at: at(2, time), ends_at: at(2, '23:00'), practitioner_id: 'morel', site_id: 'lilas' });
const morel = { id: 'morel', slug: 'dr-claire-morel-0f3a92c1', title: 'Dr', first_name: 'Claire', last_name: 'Morel', specialty: 'Médecine générale', languages: ['fr', 'en'], site_ids: ['lilas'] };
const type = { id: 'consultation', name: 'Consultation', duration_minutes: 20, price: { amount: 3000, currency: 'EUR' }, colour: '#0E5A5E', modes: ['on_site'], horizon_days: 90, practitioner_ids: ['morel'] };
const site = { id: 'lilas', name: 'Les Lilas', address: { line1: '4 rue des Lilas', postal_code: '69003', city: 'Lyon', country: 'FR' }, phone: '04 78 00 00 01', time_zone: zone };
const offering = { practitioners: [morel], visit_types: [type], sites: [site] };
const door: Answers = {
  'GET /api/public/practitioners': { body: { ...offering, practitioners: [morel, { ...morel, id: 'benali', slug: 'dr-youssef-benali-1', first_name: 'Youssef', last_name: 'Benali' }] } },
  [`GET /api/public/practitioners/${morel.slug}`]: { body: offering },
  'GET /api/public/slots': { body: { items: [slot('09:00'), slot('09:20')] } },
};
const { routes } = feature;

afterEach(leave);

describe('the page on which everybody books', () => {
  it('tells who receives, what for and where, before any log-in', async () => {
    signedOut();
    const calls = serve(door);
    await open(`/rdv/${morel.slug}`, routes);
    expect(await screen.findByRole('heading', { level: 1, name: 'Prendre rendez-vous avec Dr Claire Morel' })).toBeInTheDocument();
    expect(screen.getByText('Médecine générale')).toBeInTheDocument();
    expect(screen.getByText('Langues : français, anglais')).toBeInTheDocument();
    expect(screen.getByText(/4 rue des Lilas, 69003 Lyon/)).toBeInTheDocument();
    expect(screen.getByText('30,00 €', { exact: false })).toBeInTheDocument();
    expect(document.querySelector('meta[name=description]')?.getAttribute('content')).toContain('Dr Claire Morel (Médecine générale)');
    await expectAccessible();
    expect(calls.map(({ route }) => route)).toEqual([`GET /api/public/practitioners/${morel.slug}`]);
  });

  it('leads from everybody to the page of one', async () => {
    signedOut();
    serve(door);
    const { router } = await open('/rdv', routes);
    await userEvent.click(await screen.findByRole('link', { name: /Dr Claire Morel/ }));
    await screen.findByRole('heading', { level: 1, name: /Dr Claire Morel/ });
    expect(router.state.location.pathname).toBe(`/rdv/${morel.slug}`);
  });

  it('keeps what was chosen for who logs in, and for who registers', async () => {
    signedOut();
    const calls = serve(door);
    const { router } = await open(`/rdv/${morel.slug}`, routes);
    await userEvent.click(await screen.findByRole('link', { name: /Consultation/ }));
    await userEvent.click(await screen.findByRole('button', { name: /à 09:20, Dr Claire Morel/ }));
    const register = await screen.findByRole('link', { name: 'Créer un compte' });
    expect(screen.getByText(/reste libre pour les autres/)).toBeInTheDocument();
    await expectAccessible();
    const confirmation = { type: 'consultation', practitioner: 'morel', mode: 'on_site', at: at(2, '09:20'), with: 'morel', place: 'lilas' };
    for (const [link, page] of [[register, '/register'], [screen.getByRole('link', { name: 'J’ai déjà un compte' }), '/login']] as const) {
      const there = new URL(link.getAttribute('href') ?? '', location.origin);
      expect(there.pathname).toBe(page);
      const next = new URL(there.searchParams.get('next') ?? '', location.origin);
      expect([next.pathname, Object.fromEntries(next.searchParams)]).toEqual(['/book', confirmation]);
    }
    expect(router.state.location.search).toMatchObject({ at: at(2, '09:20') });
    // Nothing is held, and nothing personal asked, before somebody is logged in.
    expect(calls.filter(({ route }) => !route.startsWith('GET /api/public/'))).toEqual([]);
  });

  it('sends a patient who is logged in straight to the confirmation', async () => {
    serve(door);
    logInAs(someone({ roles: ['patient'] }));
    const { router } = await open(`/rdv/${morel.slug}?type=consultation`, routes);
    await userEvent.click(await screen.findByRole('button', { name: /à 09:00/ }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/book'));
    expect(router.state.location.search).toMatchObject({ type: 'consultation', practitioner: 'morel', at: at(2, '09:00'), with: 'morel', place: 'lilas' });
  });

  it('leaves it to the server how far it looks for the first free slot', async () => {
    signedOut();
    const asked: (string | undefined)[] = [];
    serve({
      ...door,
      'GET /api/public/slots': ({ url }) => {
        asked.push(Object.fromEntries(new URL(url).searchParams).until);
        return { body: { items: [] } };
      },
    });
    await open(`/rdv/${morel.slug}?type=consultation`, routes);
    await userEvent.click(await screen.findByRole('button', { name: 'Premier créneau' }));
    await screen.findByText(/Aucun créneau libre d’ici 90 jours/);
    expect(asked.filter((until) => until === undefined)).toHaveLength(1);
  });

  it('says so when nobody is found under that name', async () => {
    signedOut();
    serve(door);
    await open('/rdv/dr-nobody-00000000', routes);
    expect(await screen.findByRole('heading', { level: 1, name: /n’existe pas/ })).toBeInTheDocument();
    expect(screen.getByRole('link', { name: /Voir qui prend/ })).toHaveAttribute('href', '/rdv');
    await expectAccessible();
  });

  it('takes no time that is none, and no frame, along', async () => {
    signedOut();
    serve(door);
    const { router } = await open(`/rdv/${morel.slug}?type=consultation&at=never&with=morel&place=lilas`, routes);
    await screen.findByRole('button', { name: /à 09:00/ });
    expect(router.state.location.search).not.toHaveProperty('at', expect.anything());
    expect(withChoice('/rdv', { embed: 1, week: '2026-11-20' })).toBe('/rdv');
  });
});
