import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { expectAccessible, leave, logInAs, open, serve, someone, type Answers } from '../../../tests/render';
import { heights } from '@/shared/charts/Chart';
import { pointsText } from './figures';
import { before, byOf, change, points, spanOf } from './periods';
import { reportsRoute } from './routes';

// Its canvas needs a browser; what it is given is tested here, how it looks in the browser's stories.
vi.mock('uplot', () => ({ default: class { static paths = {}; width = 0; destroy() {} setSize() {} } }));

const none = { visits: 0, pending: 0, booked: 0, confirmed: 0, arrived: 0, in_progress: 0, fulfilled: 0, cancelled: 0, no_show: 0, booked_minutes: 0, open_minutes: 0 };
const some = { ...none, visits: 4, arrived: 1, fulfilled: 2, no_show: 1, no_show_rate: 0.25, booked_minutes: 90, open_minutes: 180, occupancy: 0.5, lead_hours: 48 };
const activity = { totals: some, rows: [{ day: '2026-11-20', ...some }, { day: '2026-11-21', ...none }], practitioners: [], sites: [] };

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const money = { received: eur(9000), refunded: eur(1500), net: eur(7500), invoiced: eur(12_000), credited: eur(0) };
const finance = { totals: [money], rows: [{ day: '2026-11-20', ...money }], methods: [{ method: 'card', received: eur(9000), refunded: eur(1500), net: eur(7500) }], practitioners: [money] };

function server(more: Answers = {}) {
  return serve({
    'GET /api/reports/activity': { body: activity },
    'GET /api/reports/patients': { body: { totals: { registered: 3, seen: 9, first_visits: 2 }, rows: [{ day: '2026-11-20', registered: 3, seen: 9, first_visits: 2 }] } },
    'GET /api/reports/finance': { body: finance },
    'GET /api/reports/community': { body: { totals: { posts: 1, comments: 2, likes: 3 }, rows: [{ day: '2026-11-20', posts: 1, comments: 2, likes: 3 }] } },
    'GET /api/clinics': { body: { items: [] } },
    'GET /api/practitioners': { body: { items: [] } },
    'GET /api/visit-types': { body: { items: [] } },
    ...more,
  });
}

beforeEach(() => vi.stubGlobal('ResizeObserver', class { observe() {} unobserve() {} disconnect() {} }));
afterEach(leave);

describe('periods', () => {
  it('are the week, month or quarter of today, and what came before is as long', () => {
    expect(spanOf('week', '2026-11-27')).toEqual({ from: '2026-11-23', until: '2026-11-29' });
    expect(spanOf('month', '2026-02-10')).toEqual({ from: '2026-02-01', until: '2026-02-28' });
    expect(spanOf('quarter', '2026-11-27')).toEqual({ from: '2026-10-01', until: '2026-12-31' });
    expect(before('month', spanOf('month', '2026-01-10'))).toEqual({ from: '2025-12-01', until: '2025-12-31' });
    expect(before('quarter', spanOf('quarter', '2026-02-01'))).toEqual({ from: '2025-10-01', until: '2025-12-31' });
    expect(before('week', spanOf('week', '2026-11-27'))).toEqual({ from: '2026-11-16', until: '2026-11-22' });
  });

  it('of one’s own may be given the wrong way round', () => {
    const span = spanOf('custom', '2026-11-27', { from: '2026-11-10', until: '2026-11-01' });
    expect(span).toEqual({ from: '2026-11-01', until: '2026-11-10' });
    expect(before('custom', span)).toEqual({ from: '2026-10-22', until: '2026-10-31' });
  });

  it('are cut into as many parts as an eye can tell', () => {
    expect(byOf({ from: '2026-11-01', until: '2026-11-30' })).toBe('day');
    expect(byOf({ from: '2026-10-01', until: '2026-12-31' })).toBe('week');
    expect(byOf({ from: '2026-01-01', until: '2026-12-31' })).toBe('month');
  });

  it('are compared where there is something to compare with', () => {
    expect(change(6, 4)).toBe(0.5);
    expect(change(6, 0)).toBeUndefined();
    expect(change(undefined, 4)).toBeUndefined();
  });

  it('tell of a rate in points, and of less with a minus', () => {
    expect(pointsText(points(0.054, 0.049) ?? 0)).toBe('+0,5');
    expect(pointsText(points(0.7, 0.8) ?? 0)).toBe('−10');
    expect(points(0.054, undefined)).toBeUndefined();
  });
});

it('stacked series stand on each other', () => {
  const of = (values: number[]) => ({ label: '', colour: '--pine', values });
  expect(heights([of([1, 2]), of([3, 4])], true)).toEqual([[1, 2], [4, 6]]);
  expect(heights([of([1, 2]), of([3, 4])])).toEqual([[1, 2], [3, 4]]);
});

describe('the reports', () => {
  it('tell an admin the day, the period, and the figures behind the chart', async () => {
    logInAs(someone({ roles: ['admin'] }));
    server();
    await open('/reports?period=week', [reportsRoute]);
    const today = await screen.findByRole('region', { name: /^Aujourd’hui/ });
    expect(within(today).getByText('En salle d’attente').nextSibling).toHaveTextContent('1');
    expect((await screen.findAllByText(/25/))[0]).toBeInTheDocument();
    await userEvent.click((await screen.findAllByText('Voir les chiffres'))[0]!);
    const table = screen.getByRole('region', { name: 'Visites' });
    expect(within(table).getAllByRole('row')).toHaveLength(3);
    await expectAccessible();
    await userEvent.click(screen.getByRole('tab', { name: 'Patients' }));
    expect((await screen.findAllByText('Nouveaux dossiers')).length).toBeGreaterThan(0);
  });

  it('tell an accountant of money alone, by method and practitioner', async () => {
    logInAs(someone({ roles: ['accountant'] }));
    const calls = server();
    await open('/reports', [reportsRoute]);
    const methods = await screen.findByRole('region', { name: 'Par moyen de paiement' });
    expect(within(methods).getByRole('rowheader', { name: 'Carte bancaire' })).toBeInTheDocument();
    expect(within(methods).getAllByText(/75,00/)).toHaveLength(1);
    expect(calls.some(({ route }) => route === 'GET /api/reports/activity')).toBe(false);
    await expectAccessible();
  });

  it('go into a spreadsheet as they are on screen', async () => {
    logInAs(someone({ roles: ['practitioner'] }));
    const asked: string[] = [];
    vi.stubGlobal('URL', Object.assign(class extends URL {}, { createObjectURL: () => 'blob:figures', revokeObjectURL: () => undefined }));
    server({
      'GET /api/reports/activity': ({ url }) => {
        asked.push(new URL(url).search);
        return { body: activity };
      },
    });
    await open('/reports?period=custom&from=2026-11-01&until=2026-11-20', [reportsRoute]);
    await userEvent.click(await screen.findByRole('button', { name: 'Télécharger en CSV : Activité' }));
    await waitFor(() => expect(asked.some((search) => search.includes('format=csv') && search.includes('from=2026-11-01') && search.includes('until=2026-11-20'))).toBe(true));
  });

  it('have one view and no filter for a practitioner', async () => {
    logInAs(someone({ roles: ['practitioner'] }));
    server();
    await open('/reports', [reportsRoute]);
    expect(await screen.findByRole('region', { name: /^Aujourd’hui/ })).toBeInTheDocument();
    expect(screen.queryByRole('tab')).toBeNull();
    expect(screen.queryByLabelText('Praticien')).toBeNull();
  });

  it('say so when a period is empty or cannot be read', async () => {
    logInAs(someone({ roles: ['receptionist'] }));
    server({ 'GET /api/reports/activity': { body: { ...activity, totals: none, rows: [{ day: '2026-11-20', ...none }] } } });
    await open('/reports', [reportsRoute]);
    expect((await screen.findAllByRole('heading', { name: 'Rien sur cette période' })).length).toBeGreaterThan(0);
  });
});
