import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expectAccessible, leave, logInAs, open, serve, someone, type Answers } from '../../../tests/render';
import feature from './routes';

const { routes } = feature;
const euros = (amount: number) => ({ amount, currency: 'EUR' });
const invoice = {
  id: 'inv', kind: 'invoice', status: 'issued', stage: 'open', number: 'F2026-00042', patient_id: 'paul', patient_name: 'Vidal Paul', practitioner_id: 'morel', site_id: 'lilas',
  net: euros(3000), vat: euros(0), total: euros(3000), paid: euros(0), credited: euros(0), due: euros(3000), issued_on: '2026-06-01', due_on: '2026-07-01', overdue: false,
  dated_at: '2026-06-01T08:00:00Z', created_at: '2026-06-01T08:00:00Z', version: 2,
};
const line = { position: 1, label: 'Consultation', quantity: 1, unit_price: euros(3000), vat_rate: 0, exemption: 'Exonéré', total: euros(3000) };
const detail = { ...invoice, lines: [line], payments: [], credit_notes: [] };
const draft = { ...detail, number: undefined, issued_on: undefined, due_on: undefined, status: 'draft', stage: 'draft', due: euros(0), version: 1 };
const clinic: Answers = {
  'GET /api/clinics': { body: { items: [{ id: 'lilas', name: 'Les Lilas', time_zone: 'Europe/Paris', archived: false }] } },
  'GET /api/practitioners': { body: { items: [] } },
  'GET /api/visit-types': { body: { items: [] } },
  'GET /api/billing/acts': { body: { items: [] } },
};
const body = (calls: ReturnType<typeof serve>, route: string) => JSON.parse(calls.find((call) => call.route === route)?.body ?? '{}') as unknown;

/** Pasted, not typed: a form of this size renders slowly without a browser. */
async function fill(field: HTMLElement, text: string) {
  await userEvent.click(field);
  await userEvent.paste(text);
}

beforeEach(() => logInAs(someone({ roles: ['accountant'] })));
afterEach(leave);

describe('the list', () => {
  it('begins with what is to issue, and says so when nothing is', async () => {
    const calls = serve({ ...clinic, 'GET /api/invoices': { body: { items: [] } } });
    await open('/invoices', routes);
    expect(await screen.findByRole('heading', { name: 'Rien à émettre' })).toBeInTheDocument();
    expect(calls.map(({ route }) => route)).toContain('GET /api/invoices');
    await expectAccessible();
  });

  it('shows what is due of each', async () => {
    serve({ ...clinic, 'GET /api/invoices': { body: { items: [{ ...invoice, overdue: true }] } } });
    await open('/invoices?stage=open', routes);
    const row = within(await screen.findByRole('row', { name: /F2026-00042/ }));
    expect(row.getByText('En retard')).toBeInTheDocument();
    expect(row.getByText('Vidal Paul')).toBeInTheDocument();
  });
});

describe('a draft', () => {
  it('is issued as it is known, never as it has become', async () => {
    const calls = serve({ ...clinic, 'GET /api/invoices/inv': { body: draft }, 'POST /api/invoices/inv/issue': { body: detail } });
    await open('/invoices/inv', routes);
    await userEvent.click(await screen.findByRole('button', { name: 'Émettre la facture' }));
    expect(await screen.findByText('Facture F2026-00042 émise.')).toBeInTheDocument();
    expect(calls.find(({ route }) => route === 'POST /api/invoices/inv/issue')?.headers.get('If-Match')).toBe('"1"');
  });

  it('is edited line by line, and shows the sum as it grows', async () => {
    const calls = serve({ ...clinic, 'GET /api/invoices/inv': { body: draft }, 'PUT /api/invoices/inv': { body: draft } });
    await open('/invoices/inv', routes);
    await userEvent.click(await screen.findByRole('button', { name: 'Modifier le brouillon' }));
    const drawer = within(await screen.findByRole('dialog'));
    await userEvent.click(drawer.getByRole('button', { name: 'Ajouter une ligne' }));
    const added = within(drawer.getByRole('group', { name: 'Ligne 2' }));
    await fill(added.getByRole('combobox', { name: /Désignation/ }), 'Bande');
    await fill(added.getByRole('textbox', { name: /Prix unitaire/ }), '6,30');
    expect(drawer.getByText(/36,30/)).toBeInTheDocument();
    await userEvent.click(drawer.getByRole('button', { name: 'Enregistrer' }));
    await waitFor(() => expect(calls.map(({ route }) => route)).toContain('PUT /api/invoices/inv'));
    expect(body(calls, 'PUT /api/invoices/inv')).toMatchObject({ lines: [{ label: 'Consultation' }, { label: 'Bande', unit_price: euros(630), vat_rate: 0 }] });
  });
});

describe('an issued invoice', () => {
  it('is paid in cash with the change worked out', async () => {
    const calls = serve({ ...clinic, 'GET /api/invoices/inv': { body: detail }, 'POST /api/invoices/inv/pay': { body: { ...detail, due: euros(0), status: 'paid' } } });
    await open('/invoices/inv', routes);
    await userEvent.click(await screen.findByRole('button', { name: 'Encaisser' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('radio', { name: 'Espèces' }));
    await fill(dialog.getByRole('textbox', { name: 'Somme remise' }), '50');
    expect(dialog.getByRole('status')).toHaveTextContent(/À rendre.*20,00/);
    await userEvent.click(dialog.getByRole('button', { name: /Encaisser 30,00/ }));
    expect(await screen.findByText('Encaissé : la facture est réglée.')).toBeInTheDocument();
    expect(body(calls, 'POST /api/invoices/inv/pay')).toEqual({ method: 'cash', amount: euros(3000) });
  });

  it('is taken back by a credit note, with its reason', async () => {
    const note = { ...detail, id: 'note', kind: 'credit_note', number: 'A2026-00001', credits_id: 'inv', reason: 'Erreur', due: euros(0) };
    const calls = serve({ ...clinic, 'GET /api/invoices/inv': { body: detail }, 'POST /api/invoices/inv/credit': { body: note }, 'GET /api/invoices/note': { body: note } });
    await open('/invoices/inv', routes);
    await userEvent.click(await screen.findByRole('button', { name: 'Faire un avoir' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Émettre l’avoir' }));
    expect(calls.map(({ route }) => route)).not.toContain('POST /api/invoices/inv/credit');
    await fill(dialog.getByRole('textbox', { name: /Motif/ }), 'Erreur');
    await userEvent.click(dialog.getByRole('button', { name: 'Émettre l’avoir' }));
    expect(await screen.findByRole('heading', { name: 'Avoir A2026-00001' })).toBeInTheDocument();
    expect(body(calls, 'POST /api/invoices/inv/credit')).toEqual({ reason: 'Erreur' });
  });
});

describe('a patient', () => {
  it('reads what is due first, and cannot take money', async () => {
    logInAs(someone({ roles: ['patient'] }));
    const paid = { ...invoice, id: 'old', number: 'F2026-00007', status: 'paid', due: euros(0) };
    serve({ ...clinic, 'GET /api/invoices': { body: { items: [paid, invoice] } }, 'GET /api/invoices/inv': { body: detail } });
    await open('/my-invoices', routes);
    const headings = (await screen.findAllByRole('heading', { level: 2 })).map(({ textContent }) => textContent);
    expect(headings).toEqual(['À régler', 'Réglées']);
    await expectAccessible();
    await userEvent.click(screen.getByRole('link', { name: 'Facture F2026-00042' }));
    expect(await screen.findByText('Consultation')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Encaisser' })).not.toBeInTheDocument();
  });
});

describe('the price list', () => {
  it('takes amounts as people type them', async () => {
    const calls = serve({ ...clinic, 'POST /api/billing/acts': { status: 201, body: {} } });
    await open('/billing/acts', routes);
    await userEvent.click((await screen.findAllByRole('button', { name: 'Nouvel acte' }))[0]!);
    const drawer = within(await screen.findByRole('dialog'));
    await fill(drawer.getByRole('textbox', { name: /Code/ }), 'CS');
    await fill(drawer.getByRole('textbox', { name: /Désignation/ }), 'Consultation');
    await fill(drawer.getByRole('textbox', { name: /Prix/ }), '26,50');
    await userEvent.click(drawer.getByRole('button', { name: 'Enregistrer' }));
    await waitFor(() => expect(calls.map(({ route }) => route)).toContain('POST /api/billing/acts'));
    expect(body(calls, 'POST /api/billing/acts')).toMatchObject({ coding: 'ngap', code: 'CS', label: 'Consultation', price: euros(2650), vat_rate: 0 });
  });
});
