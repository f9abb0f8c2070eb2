import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { expectAccessible, leave, logInAs, open, serve, someone, type Answers } from '../../../tests/render';
import { uploadsAnswer } from '../../../tests/uploads';
import { categoriesFor } from './api';
import feature from './routes';

const { routes } = feature;
const report = {
  id: 'd1', patient_id: 'p1', category: 'lab_report', name: 'Bilan.pdf', type: 'application/pdf', size: 2_400_000, has_thumbnail: false,
  digest: 'aa', shared: true, by_patient: true, created_at: '2026-11-20T08:00:00Z', version: 1,
};
const letter = { ...report, id: 'd2', name: 'Courrier.pdf', category: 'letter', by_patient: false, author_name: 'Claire Martin', size: 340_000 };
const shelf: Answers = {
  'GET /api/documents': ({ url }) => ({ body: { items: new URL(url).searchParams.get('trashed') === 'true' ? [] : [letter, report] } }),
};

beforeEach(() => logInAs(someone({ roles: ['patient'] })));
afterEach(() => {
  vi.unstubAllGlobals();
  leave();
});

describe('my documents', () => {
  it('lists what is shared and what one brought', async () => {
    serve(shelf);
    await open('/my-documents', routes);
    expect(await screen.findByText('Courrier.pdf')).toBeInTheDocument();
    expect(screen.getByText(/Analyse · 2,4 Mo · .*Apporté par vous/)).toBeInTheDocument();
    expect(screen.getByText(/Courrier · 340 Ko · .*Claire Martin/)).toBeInTheDocument();
    await expectAccessible();
  });

  it('lets one take back only what one brought', async () => {
    serve(shelf);
    await open('/my-documents', routes);
    expect(await screen.findByRole('button', { name: 'Mettre Bilan.pdf à la corbeille' })).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Mettre Courrier.pdf à la corbeille' })).toBeNull();
  });

  it('puts a file in the trash at once, and takes it out again', async () => {
    const calls = serve({ ...shelf, 'DELETE /api/documents/d1': { body: { ...report, version: 2 } }, 'POST /api/documents/d1/restore': { body: { ...report, version: 3 } } });
    await open('/my-documents', routes);
    await userEvent.click(await screen.findByRole('button', { name: 'Mettre Bilan.pdf à la corbeille' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Annuler' }));
    await waitFor(() => expect(calls.some(({ route, headers }) => route === 'POST /api/documents/d1/restore' && headers.get('If-Match') === '"2"')).toBe(true));
  });

  it('sends what is chosen, with its kind', async () => {
    serve(shelf);
    const sent = uploadsAnswer(201, report);
    await open('/my-documents', routes);
    const file = new File(['%PDF-1.4'], 'Bilan.pdf', { type: 'application/pdf' });
    fireEvent.change(await screen.findByLabelText('Choisir des fichiers', { selector: 'input' }), { target: { files: [file] } });
    expect(await screen.findByText('« Bilan.pdf » est enregistré.')).toBeInTheDocument();
    expect(sent[0]?.get('category')).toBe('lab_report');
    expect(sent[0]?.has('patient_id')).toBe(false);
  });

  it('keeps a refused file in sight, with the reason', async () => {
    serve(shelf);
    uploadsAnswer(422, { status: 422, code: 'invalid', title: '', detail: 'À corriger.', errors: [{ pointer: '/file', code: 'type', detail: 'Ce type de fichier n’est pas accepté.' }] });
    await open('/my-documents', routes);
    const file = new File(['<svg/>'], 'x.svg', { type: 'image/svg+xml' });
    fireEvent.change(await screen.findByLabelText('Choisir des fichiers', { selector: 'input' }), { target: { files: [file] } });
    expect(await screen.findByText(/Ce type de fichier n’est pas accepté/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Réessayer d’envoyer x.svg' })).toBeInTheDocument();
  });

  it('says so when there is nothing, and when it cannot be read', async () => {
    serve({ 'GET /api/documents': { body: { items: [] } } });
    await open('/my-documents', routes);
    expect(await screen.findByText('Aucun document')).toBeInTheDocument();
  });
});

describe('kinds to choose from', () => {
  it('are those that one may file', () => {
    expect(categoriesFor(['receptionist'])).toEqual(['other', 'invoice', 'receipt']);
    expect(categoriesFor(['practitioner'])).toContain('certificate');
    expect(categoriesFor(['patient'])).not.toContain('invoice');
  });
});
