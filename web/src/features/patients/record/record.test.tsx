import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { knowFeatures } from '@/shared/routing';
import { expectAccessible, leave, logInAs, open, serve, someone, type Answers } from '../../../../tests/render';
// Loaded beforehand, so that no test waits for code.
import '../pages/MyRecordPage';
import '../pages/PatientPage';
import feature from '../routes';
import './RecordPanel';
import { pointsOf } from './Sparkline';

const { routes } = feature;
const luc = { id: 'luc', birth_name: 'Bernard', first_name: 'Luc', sex: 'male', language: 'fr', created_at: '2026-01-01T08:00:00Z', version: 1 };
const by = { author: 'Dr Martin', door: 'clinic', recorded_at: '2026-01-02T08:00:00Z', entered_in_error: false, version: 1 };
const latex = { id: 'a1', substance: 'Latex', severity: 'severe', status: 'active', ...by };
const record = {
  patient_id: 'luc', basis: 'care', may_write: true, allergies: [latex], problems: [], medications: [], immunizations: [], history: [], consents: [],
  vitals: [
    { id: 'v2', measured_at: '2026-01-02T08:00:00Z', weight_kg: 72.5, systolic: 120, diastolic: 80, ...by },
    { id: 'v1', measured_at: '2025-01-02T08:00:00Z', weight_kg: 70, ...by },
  ],
};
const refusal = (status: number, code: string) => ({ status, body: { type: 'about:blank', title: code, status, code, detail: 'Refusé.' } });
const consent = { kind: 'reminders', version: 1, title: 'Rappels', body: 'J’accepte les rappels.', published_at: '2026-01-01T00:00:00Z' };
const clinic: Answers = {
  'GET /api/patients/luc': { body: luc },
  'GET /api/patients/luc/record': { body: record },
  'GET /api/consent-texts': { body: { items: [consent] } },
  'GET /api/clinics': { body: { items: [] } },
};

beforeEach(() => {
  logInAs(someone({ roles: ['practitioner'] }));
  knowFeatures([feature]);
});
afterEach(leave);

describe('the medical record', () => {
  it('keeps the allergies in sight and shows its sections', async () => {
    serve(clinic);
    await open('/patients/luc?tab=record', routes);
    expect(await screen.findByText('Latex', { selector: 'p' })).toHaveTextContent('Allergies Latex');
    expect(await screen.findByRole('region', { name: 'Traitements' })).toHaveTextContent('Aucun traitement noté.');
    expect(screen.getByRole('cell', { name: '72,5' })).toBeInTheDocument();
    await expectAccessible();
  });

  it('takes one entry after the other by the keyboard alone', async () => {
    const sent: unknown[] = [];
    serve({
      ...clinic,
      'POST /api/patients/luc/allergies': async (request) => {
        sent.push(await request.clone().json());
        return { status: 201, body: latex };
      },
    });
    await open('/patients/luc?tab=record', routes);
    (await screen.findByRole('button', { name: 'Ajouter : Allergies' })).focus();
    await userEvent.keyboard('{Enter}');
    await userEvent.keyboard('Lait{Enter}');
    await waitFor(() => expect(sent).toHaveLength(1));
    const field = screen.getByLabelText(/Substance/);
    await waitFor(() => expect(field).toHaveFocus());
    expect(field).toHaveValue('');
    await userEvent.keyboard('Iode{Enter}');
    await waitFor(() => expect(sent).toEqual([{ substance: 'Lait', status: 'active' }, { substance: 'Iode', status: 'active' }]));
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByLabelText(/Substance/)).not.toBeInTheDocument();
  });

  it('strikes out what was wrong, and takes that back', async () => {
    const calls = serve({ ...clinic, 'DELETE /api/patients/luc/allergies/a1': { status: 204 }, 'PUT /api/patients/luc/allergies/a1': { body: latex } });
    await open('/patients/luc?tab=record', routes);
    await userEvent.click(await screen.findByRole('button', { name: /saisie erronée.*Latex/ }));
    await userEvent.click(await screen.findByRole('button', { name: 'Annuler' }));
    await waitFor(() => expect(calls.map(({ route }) => route)).toContain('PUT /api/patients/luc/allergies/a1'));
    const put = calls.find(({ route }) => route.startsWith('PUT'));
    expect(JSON.parse(put?.body ?? '')).toEqual({ substance: 'Latex', severity: 'severe', status: 'active' });
  });
});

describe('a record outside one’s care', () => {
  it('asks for a reason, then opens', async () => {
    let opened = false;
    const calls = serve({
      ...clinic,
      'GET /api/patients/luc': () => (opened ? { body: luc } : refusal(404, 'not_found')),
      'GET /api/patients/luc/record': () => (opened ? { body: { ...record, basis: 'glass', until: '2026-06-01T11:00:00Z' } } : refusal(404, 'not_found')),
      'POST /api/patients/luc/break-glass': () => {
        opened = true;
        return { status: 201, body: {} };
      },
    });
    await open('/patients/luc?tab=record', routes);
    const reason = await screen.findByLabelText(/Raison/);
    await userEvent.type(reason, 'Court');
    await userEvent.click(screen.getByRole('button', { name: 'Ouvrir le dossier' }));
    expect(await screen.findByText('Au moins 10 caractères.')).toBeInTheDocument();
    await userEvent.type(reason, ', mais malaise en salle d’attente');
    await userEvent.click(screen.getByRole('button', { name: 'Ouvrir le dossier' }));
    expect(await screen.findByText(/ouvert jusqu’à/)).toBeInTheDocument();
    expect(calls.filter(({ route }) => route.endsWith('break-glass'))).toHaveLength(1);
  });
});

describe('one’s own record', () => {
  it('is read, and consents are given', async () => {
    logInAs(someone({ roles: ['patient'] }));
    const calls = serve({
      ...clinic,
      'GET /api/patients/me': { body: luc },
      'GET /api/patients/luc/record': { body: { ...record, basis: 'own', may_write: false, problems: undefined, history: undefined } },
      'POST /api/patients/luc/consents': { status: 201, body: {} },
    });
    await open('/my-record', routes);
    const consents = within(await screen.findByRole('region', { name: 'Consentements' }));
    await userEvent.click(await consents.findByRole('button', { name: 'J’accepte : Rappels' }));
    await waitFor(() => expect(calls.some(({ route }) => route === 'POST /api/patients/luc/consents')).toBe(true));
    expect(screen.queryByRole('button', { name: /Ajouter/ })).not.toBeInTheDocument();
    await expectAccessible();
  });
});

describe('a small curve', () => {
  it('goes up where values do, and along the middle where they stay', () => {
    expect(pointsOf([1, 2]).map(([, y]) => y)).toEqual([33, 3]);
    expect(pointsOf([5, 5]).map(([, y]) => y)).toEqual([18, 18]);
  });
});
