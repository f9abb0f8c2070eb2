import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expectAccessible, leave, logInAs, open, serve, someone, type Answers } from '../../../tests/render';
import { reconcile } from './draft/reconcile';
import { dropDraft } from './draft/useDraft';
import { bodyOf, isCode, measured, typedOf, type Consultation } from './draft/values';
import manifest from './routes';

const uuid = (n: number) => `0193b7a0-0000-7000-8000-${String(n).padStart(12, '0')}`;
const me = someone({ roles: ['practitioner'] });
const note: Consultation = {
  id: uuid(1), patient_id: uuid(60), patient_name: 'Durand Noé', practitioner_id: uuid(30), site_id: uuid(20), reason: 'Toux', started_at: '2026-11-20T09:00:00Z', version: 1,
  vitals: {}, diagnoses: [], prescriptions: [], addenda: [],
  background: { allergies: [{ substance: 'Pénicilline', reaction: 'urticaire', status: 'active' }], problems: [{ label: 'Asthme', status: 'active' }], medications: [] },
};

const clinic = (row: () => Consultation, more: Answers = {}): Answers => ({
  'GET /api/clinics': { body: { items: [{ id: uuid(20), name: 'Cabinet', time_zone: 'Europe/Paris', opening_hours: [], archived: false, version: 1 }] } },
  'GET /api/practitioners': { body: { items: [{ id: uuid(30), user_id: me.id, kind: 'practitioner', title: 'Dr', first_name: 'Claire', last_name: 'Morel', specialty: '', colour: '#0E5A5E', languages: [], site_ids: [uuid(20)], online_bookable: true, archived: false, version: 1 }] } },
  'GET /api/visit-types': { body: { items: [] } },
  [`GET /api/patients/${uuid(60)}`]: { body: { id: uuid(60), birth_name: 'Durand', first_name: 'Noé', sex: 'male', birth_date: '1987-04-12', language: 'fr', created_at: '2026-01-01T08:00:00Z', version: 1 } },
  'GET /api/consultations': { body: { items: [] } },
  [`GET /api/consultations/${uuid(1)}`]: () => ({ body: row() }),
  ...more,
});
const address = `/consultations/${uuid(1)}`;

beforeEach(() => logInAs(me));
afterEach(() => {
  dropDraft(uuid(1));
  leave();
});

describe('the note', { timeout: 20_000 }, () => {
  it('shows what must not be given, and saves what is typed with the version that was read', async () => {
    let row = note;
    const calls = serve(clinic(() => row, {
      [`PUT /api/consultations/${uuid(1)}`]: async (request) => ({ body: (row = { ...row, ...(await request.json()), version: row.version + 1 }) }),
    }));
    await open(address, manifest.routes);
    expect(await screen.findByRole('heading', { name: 'Durand Noé' })).toBeVisible();
    expect(screen.getByText('Pénicilline (urticaire)')).toBeVisible();
    expect(screen.getByText('Asthme')).toBeVisible();
    await expectAccessible();
    fireEvent.change(screen.getByLabelText('Examen'), { target: { value: 'Auscultation libre' } });
    fireEvent.change(screen.getByLabelText('Température'), { target: { value: '38,1' } });
    expect(screen.getByText('Modifié…')).toBeVisible();
    await waitFor(() => expect(screen.getByText('Enregistré')).toBeVisible(), { timeout: 3000 });
    const put = calls.find(({ route }) => route.startsWith('PUT'));
    expect(put?.headers.get('If-Match')).toBe('"1"');
    expect(JSON.parse(put?.body ?? '')).toEqual({ reason: 'Toux', objective: 'Auscultation libre', vitals: { temperature_dc: 381 }, diagnoses: [] });
  });

  it('keeps what is typed when it cannot be saved, says so, and lets the writer choose between two versions', async () => {
    let row = { ...note, version: 2, objective: 'Écrit ailleurs' };
    let reads = 0;
    const calls = serve(clinic(() => (reads++ === 0 ? note : row), {
      [`PUT /api/consultations/${uuid(1)}`]: async (request) =>
        request.headers.get('If-Match') === '"2"'
          ? { body: (row = { ...row, ...(await request.json()), version: 3 }) }
          : { status: 412, body: { type: 'about:blank', title: '', status: 412, code: 'stale', detail: 'Modifié entre-temps.' } },
    }));
    await open(address, manifest.routes);
    fireEvent.change(await screen.findByLabelText('Examen'), { target: { value: 'Écrit ici' } });
    const both = await screen.findByText('Examen : modifié aussi ailleurs', undefined, { timeout: 3000 });
    expect(both).toBeVisible();
    expect(screen.getByText('Écrit ailleurs')).toBeVisible();
    expect(screen.getByLabelText('Examen')).toHaveValue('Écrit ici');
    await userEvent.click(screen.getByRole('button', { name: 'Garder ma saisie' }));
    await waitFor(() => expect(screen.getByText('Enregistré')).toBeVisible(), { timeout: 3000 });
    expect(JSON.parse(calls.filter(({ route }) => route.startsWith('PUT')).at(-1)?.body ?? '')).toMatchObject({ objective: 'Écrit ici' });
  });

  it('prescribes by keyboard, and signs what was read after one question', async () => {
    let row: Consultation = { ...note, assessment: 'Bronchite' };
    const calls = serve(clinic(() => row, {
      [`POST /api/consultations/${uuid(1)}/prescriptions`]: async (request) => ({ status: 201, body: { ...(await request.json()), id: uuid(77), version: 1 } }),
      [`PUT /api/consultations/${uuid(1)}/prescriptions/${uuid(77)}`]: async (request) => ({ body: { ...(await request.json()), id: uuid(77), version: 2 } }),
      [`POST /api/consultations/${uuid(1)}/sign`]: () => ({ body: (row = { ...row, signed_at: '2026-11-20T09:20:00Z', version: 2 }) }),
    }));
    const user = userEvent.setup();
    await open(address, manifest.routes);
    await user.click(await screen.findByRole('button', { name: 'Ajouter un médicament' }));
    const line = await screen.findByRole('listitem', { name: 'Ligne 1' });
    await waitFor(() => expect(within(line).getByLabelText('Médicament')).toHaveFocus());
    await user.keyboard('Paracétamol 1 g');
    expect(within(line).getByText(/Pour signer/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Signer' }));
    const question = await screen.findByRole('dialog');
    expect(within(question).getByRole('button', { name: 'Signer définitivement' })).toBeDisabled();
    await user.click(within(question).getByRole('button', { name: 'Continuer à écrire' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await user.type(within(line).getByLabelText('Fréquence'), '3 fois par jour');
    await user.type(within(line).getByLabelText('Durée'), '5 jours{Enter}');
    expect(await screen.findByRole('listitem', { name: 'Ligne 2' })).toBeVisible();
    await user.keyboard('{Backspace}');
    expect(screen.queryByRole('listitem', { name: 'Ligne 2' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Signer' }));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Signer définitivement' }));
    expect(await screen.findByText(/Signée par Dr Claire Morel/)).toBeVisible();
    const sent = calls.find(({ route }) => route.endsWith('/sign'));
    const last = calls.filter(({ route }) => route.includes('/prescriptions')).length;
    expect(JSON.parse(sent?.body ?? '')).toEqual({ prescriptions: [{ id: uuid(77), version: last > 1 ? 2 : 1 }] });
    expect(screen.queryByLabelText('Examen')).toBeNull();
    expect(screen.getByLabelText(/Nouveau complément/)).toBeVisible();
  });

  it('of a colleague is read, not written', async () => {
    serve(clinic(() => ({ ...note, practitioner_id: uuid(31), objective: 'Vu' })));
    await open(address, manifest.routes);
    expect(await screen.findByText('Vu')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Signer' })).toBeNull();
  });

  it('that is out of reach says so', async () => {
    serve(clinic(() => note, { [`GET /api/consultations/${uuid(1)}`]: { status: 404, body: { type: 'about:blank', title: '', status: 404, code: 'not_found', detail: '' } } }));
    await open(address, manifest.routes);
    expect(await screen.findByText('Cette consultation n’existe pas')).toBeVisible();
  });
});

describe('what is typed', () => {
  it('is measured in whole units, or told to be impossible', () => {
    expect([measured('temperature_dc', '38,1'), measured('weight_g', '72.5'), measured('height_mm', '172'), measured('spo2_percent', ' ')]).toEqual([381, 72_500, 1720, undefined]);
    expect(measured('temperature_dc', '99')).toBeNaN();
    expect(measured('heart_rate_bpm', 'vite')).toBeNaN();
    expect([isCode(''), isCode('j20.9'), isCode('grippe')]).toEqual([true, true, false]);
  });

  it('is saved except for what cannot be yet, which stays as it was stored', () => {
    const stored = { ...note, vitals: { systolic_mmhg: 120, diastolic_mmhg: 80, weight_g: 70_000 } };
    const typed = typedOf(stored, 'fr');
    const body = bodyOf({ ...typed, vitals: { ...typed.vitals, systolic_mmhg: '70', weight_g: '7000' }, diagnoses: [{ label: ' Grippe ', code: 'x', main: true }, { label: '', code: '', main: false }] }, stored);
    expect(body.vitals).toMatchObject({ systolic_mmhg: 120, diastolic_mmhg: 80, weight_g: 70_000 });
    expect(body.diagnoses).toEqual([{ label: 'Grippe', code: undefined, main: true }]);
  });

  it('meets what was saved elsewhere: each side’s own changes together, both sides’ as a question', () => {
    const base = typedOf(note, 'fr');
    const both = reconcile(base, { ...base, plan: 'ici', objective: 'ici' }, { ...base, plan: 'là', reason: 'Fièvre' });
    expect(both.typed).toMatchObject({ plan: 'ici', objective: 'ici', reason: 'Fièvre' });
    expect(both.conflicts).toEqual([{ field: 'plan', theirs: 'là' }]);
  });
});
