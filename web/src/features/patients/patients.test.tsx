import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expectAccessible, leave, logInAs, open, serve, someone, type Answers } from '../../../tests/render';
import { knowFeatures, type Feature } from '@/shared/routing';
import feature from './routes';

const { routes } = feature;
const luc = { id: 'luc', birth_name: 'Bernard', first_name: 'Luc', sex: 'male', birth_date: '1964-09-13', phone: '06 18', archived: false };
const record = { ...luc, archived: undefined, language: 'fr', created_at: '2026-01-01T08:00:00Z', version: 1 };
const nothing = { body: { items: [] } };
const refusal = (status: number, code: string, more = {}) => ({ status, body: { type: 'about:blank', title: code, status, code, detail: 'Refusé.', ...more } });
const clinic: Answers = {
  'GET /api/patients': { body: { items: [luc] } },
  'GET /api/patients/luc': { body: record },
  'GET /api/patients/duplicates': nothing,
  'GET /api/appointments': nothing,
  'GET /api/practitioners': nothing,
  'GET /api/visit-types': nothing,
  'GET /api/clinics': nothing,
};

beforeEach(() => {
  logInAs(someone());
  knowFeatures([feature]);
});
afterEach(leave);

describe('the list of patients', () => {
  it('is searched on the server, and walked with the arrows', async () => {
    const asked: string[] = [];
    serve({
      ...clinic,
      'GET /api/patients': (request) => {
        asked.push(new URL(request.url).search);
        return { body: { items: [luc] } };
      },
    });
    await open('/patients', routes);
    await userEvent.type(await screen.findByRole('searchbox'), 'bern');
    await waitFor(() => expect(asked.at(-1)).toContain('q=bern'));
    expect(asked.some((query) => query.includes('cursor'))).toBe(false);
    await userEvent.keyboard('{ArrowDown}');
    expect(screen.getByRole('button', { name: /Bernard, Luc/ })).toHaveFocus();
    await expectAccessible();
  });

  it('offers to register whom it does not find', async () => {
    serve({ ...clinic, 'GET /api/patients': nothing });
    await open('/patients?q=Xaintrailles', routes);
    expect(await screen.findByText('Personne ne correspond à « Xaintrailles »')).toBeInTheDocument();
    expect(screen.getAllByRole('button', { name: 'Nouveau patient' })).toHaveLength(2);
  });
});

describe('a new patient who may be known already', () => {
  it('is shown beside the form while typing', async () => {
    serve({ ...clinic, 'GET /api/patients/duplicates': { body: { items: [luc] } } });
    await open('/patients?create=true', routes);
    const form = within(await screen.findByRole('dialog'));
    await userEvent.type(form.getByLabelText(/Nom de naissance/), 'Bernar');
    await userEvent.type(form.getByLabelText(/Prénom/), 'Luc');
    expect(await form.findByText(/a peut-être déjà une fiche/)).toBeInTheDocument();
    expect(form.getByRole('link', { name: 'Bernard, Luc' })).toHaveAttribute('href', '/patients/luc');
  });

  it('is registered once somebody has said that it is someone else', async () => {
    const calls = serve({
      ...clinic,
      'POST /api/patients': async (request) => {
        const sent = (await request.clone().json()) as { confirm_duplicate?: boolean };
        return sent.confirm_duplicate ? { status: 201, body: { ...record, id: 'new' } } : refusal(409, 'possible_duplicate', { candidates: [luc] });
      },
    });
    const { router } = await open('/patients?create=true', routes);
    const form = within(await screen.findByRole('dialog'));
    await userEvent.type(form.getByLabelText(/Nom de naissance/), 'Bernard');
    await userEvent.type(form.getByLabelText(/Prénom/), 'Luc');
    await userEvent.click(form.getByRole('button', { name: 'Créer la fiche' }));
    await userEvent.click(await form.findByRole('button', { name: /C’est une autre personne/ }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/patients/new'));
    const keys = calls.filter(({ route }) => route === 'POST /api/patients').map(({ headers }) => headers.get('Idempotency-Key'));
    expect(new Set(keys).size).toBe(2);
  });
});

describe('a record that somebody else has saved meanwhile', () => {
  it('keeps what was typed and takes in the rest', async () => {
    let stored = { ...record };
    const sent: { version: string | null; body: Record<string, unknown> }[] = [];
    serve({
      ...clinic,
      'GET /api/patients/luc': () => ({ body: stored }),
      'PUT /api/patients/luc': async (request) => {
        const version = request.headers.get('If-Match');
        sent.push({ version, body: (await request.clone().json()) as Record<string, unknown> });
        return version === `"${stored.version}"` ? { body: stored } : refusal(412, 'stale');
      },
    });
    await open('/patients/luc', routes);
    await userEvent.click(await screen.findByRole('button', { name: 'Modifier' }));
    const form = within(await screen.findByRole('dialog'));
    await userEvent.type(form.getByLabelText('Lieu de naissance'), 'Lyon');
    stored = { ...stored, phone: '07 99', version: 2 };
    await userEvent.click(form.getByRole('button', { name: 'Enregistrer' }));
    await userEvent.click(await form.findByRole('button', { name: 'Recharger la fiche' }));
    await form.findByText(/votre saisie a été gardée/);
    await userEvent.click(form.getByRole('button', { name: 'Enregistrer' }));
    await waitFor(() => expect(sent).toHaveLength(2));
    expect(sent[1]).toMatchObject({ version: '"2"', body: { birth_place: 'Lyon', phone: '07 99' } });
  });
});

describe('who acts for a patient', () => {
  const ana = { id: 'link', patient_id: 'ana', name: 'Bernard Ana', relation: 'parent', kept: false, since: '2026-01-01T08:00:00Z', until: '2037-03-05' };

  it('is shown, added and removed at the desk', async () => {
    let items: object[] = [];
    const calls = serve({
      ...clinic,
      'GET /api/patients': { body: { items: [{ ...luc, id: 'ana', first_name: 'Ana' }] } },
      'GET /api/patients/luc/proxies': () => ({ body: { items } }),
      'POST /api/patients/luc/proxies': () => {
        items = [ana];
        return { status: 201, body: ana };
      },
      'DELETE /api/patients/luc/proxies/link': () => {
        items = [];
        return { status: 204 };
      },
    });
    await open('/patients/luc', routes);
    await userEvent.click(await screen.findByRole('button', { name: /Ajouter quelqu’un/ }));
    const form = within(await screen.findByRole('form', { name: /Ajouter quelqu’un/ }));
    await userEvent.click(form.getByRole('button', { name: 'Autoriser' }));
    expect(calls.some(({ route }) => route.startsWith('POST'))).toBe(false);
    await userEvent.type(form.getByRole('combobox', { name: 'Patient' }), 'bern');
    await userEvent.click(await form.findByRole('option', { name: /Bernard, Ana/ }));
    await userEvent.selectOptions(form.getByRole('combobox', { name: 'Lien avec le patient' }), 'guardian');
    await userEvent.click(form.getByRole('button', { name: 'Autoriser' }));
    const sent = await waitFor(() => calls.find(({ route }) => route.startsWith('POST')) ?? Promise.reject(new Error('not sent')));
    expect(JSON.parse(sent.body)).toEqual({ patient_id: 'ana', relation: 'guardian', kept: false });
    expect(await screen.findByText(/Parent · jusqu’au 05\/03\/2037/)).toBeInTheDocument();
    await expectAccessible();
    await userEvent.click(screen.getByRole('button', { name: 'Retirer Bernard Ana' }));
    expect(await screen.findByText(/Personne. Un parent peut/)).toBeInTheDocument();
  });
});

describe('the page of a patient', () => {
  const files: Feature = {
    id: 'files',
    patientTabs: [
      { id: 'files', label: () => 'Fichiers', roles: ['receptionist'], order: 30, panel: ({ patientId }) => <p>Fichiers de {patientId}</p> },
      { id: 'notes', label: () => 'Notes', roles: ['practitioner'], order: 20, panel: () => <p>Notes</p> },
    ],
  };

  it('shows the tabs that other features bring for this role, and keeps the open one in the address', async () => {
    knowFeatures([files, feature]);
    serve(clinic);
    const { router } = await open('/patients/luc', routes);
    await screen.findByRole('tab', { name: 'Aperçu', selected: true });
    expect(screen.getAllByRole('tab').map(({ textContent }) => textContent)).toEqual(['Aperçu', 'Fichiers', 'Historique']);
    await expectAccessible();
    screen.getByRole('tab', { name: 'Aperçu' }).focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(await screen.findByText('Fichiers de luc')).toBeInTheDocument();
    expect(router.state.location.search).toEqual({ tab: 'files' });
  });

  it('opens at the tab that the address names', async () => {
    knowFeatures([files, feature]);
    serve(clinic);
    await open('/patients/luc?tab=files', routes);
    expect(await screen.findByText('Fichiers de luc')).toBeInTheDocument();
  });
});
