import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expectAccessible, leave, logInAs, open, serve, someone } from '../../../tests/render';
import feature from './routes';

const { routes } = feature;
const nadia = someone({ id: 'nadia', first_name: 'Nadia', last_name: 'Haddad', email: 'nadia@clinique.example', roles: ['admin'] });
const sami = someone({ id: 'sami', first_name: 'Sami', last_name: 'Benali', email: 'sami@clinique.example', roles: ['practitioner'], status: 'invited' });
const key = { id: 'k1', name: 'Labo', prefix: 'mk_AbCdEfGh', scopes: ['patients:read'], created_at: '2026-11-01T08:00:00Z', expires_at: '2027-01-01T08:00:00Z' };
const list = {
  'GET /api/users': { body: { items: [nadia, sami] } },
  'GET /api/users/nadia/api-keys': { body: { items: [] } },
  'GET /api/users/sami/api-keys': { body: { items: [key] } },
};

beforeEach(() => logInAs(nadia));
afterEach(leave);

describe('the accounts', () => {
  it('can be told apart by name, roles and state', async () => {
    serve(list);
    await open('/admin/users', routes);
    expect(await screen.findByRole('row', { name: /Sami Benali.*Praticien.*Invité/ })).toBeInTheDocument();
    await expectAccessible();
  });

  it('keep their last administrator, and say why', async () => {
    serve({ ...list, 'PATCH /api/users/nadia': { status: 409, body: { type: 'about:blank', title: 'Conflit', status: 409, code: 'last_admin', detail: 'Non.' } } });
    await open('/admin/users', routes);
    await userEvent.click(await screen.findByRole('button', { name: /Nadia Haddad/ }));
    const form = within(await screen.findByRole('dialog'));
    await userEvent.click(form.getByRole('checkbox', { name: 'Accueil' }));
    await userEvent.click(form.getByRole('checkbox', { name: 'Administration' }));
    await userEvent.click(form.getByRole('button', { name: 'Enregistrer' }));
    expect(await form.findByRole('alert')).toHaveTextContent('C’est la dernière personne à l’administration');
    expect(form.getByRole('checkbox', { name: 'Accueil' })).toBeChecked();
  });

  it('are invited again with one press', async () => {
    const calls = serve({ ...list, 'POST /api/users/sami/invitation': { status: 204 } });
    await open('/admin/users', routes);
    await userEvent.click(await screen.findByRole('button', { name: /Sami Benali/ }));
    await userEvent.click(await screen.findByRole('button', { name: 'Renvoyer l’invitation' }));
    expect(await screen.findByText('Invitation envoyée à sami@clinique.example.')).toBeInTheDocument();
    await waitFor(() => expect(calls.map(({ route }) => route)).toContain('POST /api/users/sami/invitation'));
  });

  it('are invited to their sites, there as what was ticked', async () => {
    const site = (id: string, name: string) => ({ id, name, archived: false });
    const calls = serve({
      ...list,
      'GET /api/clinics': { body: { items: [site('lilas', 'Les Lilas'), site('parc', 'Le Parc')] } },
      'GET /api/practitioners': { body: { items: [] } },
      'GET /api/visit-types': { body: { items: [] } },
      'POST /api/users': { status: 201, body: { ...sami, id: 'lea', email: 'lea@clinique.example' } },
      'PUT /api/clinics/lilas/staff/lea': { body: {} },
    });
    await open('/admin/users?invite=true', routes);
    const form = within(await screen.findByRole('dialog'));
    expect(form.queryByLabelText('Sites')).toBeNull();
    await userEvent.type(form.getByRole('textbox', { name: /Adresse e-mail/ }), 'lea@clinique.example');
    await userEvent.type(form.getByRole('textbox', { name: /Prénom/ }), 'Léa');
    await userEvent.type(form.getByRole('textbox', { name: /Nom de famille/ }), 'Roux');
    await userEvent.click(form.getByRole('checkbox', { name: /Accueil/ }));
    await userEvent.click(form.getByRole('checkbox', { name: /Comptabilité/ }));
    await userEvent.click(form.getByRole('combobox', { name: 'Sites' }));
    await userEvent.click(await screen.findByRole('option', { name: 'Les Lilas' }));
    const here = within(await form.findByRole('group', { name: 'Rôles à Les Lilas' }));
    await userEvent.click(here.getByRole('checkbox', { name: 'Comptabilité' }));
    await userEvent.click(form.getByRole('button', { name: 'Envoyer l’invitation' }));
    await waitFor(() => expect(calls.map(({ route }) => route)).toContain('PUT /api/clinics/lilas/staff/lea'));
    const bodyOf = (route: string) => JSON.parse(calls.find((call) => call.route === route)?.body ?? '') as unknown;
    expect(bodyOf('PUT /api/clinics/lilas/staff/lea')).toEqual({ roles: ['receptionist'] });
    expect(bodyOf('POST /api/users')).toEqual({ email: 'lea@clinique.example', first_name: 'Léa', last_name: 'Roux', roles: ['receptionist', 'accountant'], language: 'fr' });
  });

  it('have their API keys seen and revoked', async () => {
    const calls = serve({ ...list, 'DELETE /api/users/sami/api-keys/k1': { status: 204 } });
    await open('/admin/users', routes);
    await userEvent.click(await screen.findByRole('button', { name: /Sami Benali/ }));
    const keys = within(await screen.findByRole('region', { name: 'Clés d’API' }));
    expect(await keys.findByText('mk_AbCdEfGh…')).toBeInTheDocument();
    await userEvent.click(keys.getByRole('button', { name: 'Révoquer Labo' }));
    expect(await screen.findByText('Clé révoquée.')).toBeInTheDocument();
    expect(calls.map(({ route }) => route)).toContain('DELETE /api/users/sami/api-keys/k1');
  });

  it('show the pictures that there are, and ask for no others', async () => {
    URL.createObjectURL = () => 'blob:picture';
    URL.revokeObjectURL = () => undefined;
    const calls = serve({ 'GET /api/users': { body: { items: [{ ...nadia, avatar: 'a1' }, sami] } }, 'GET /api/users/nadia/avatar': { body: {} } });
    await open('/admin/users', routes);
    await waitFor(() => expect(document.querySelector('img')?.getAttribute('src')).toBe('blob:picture'));
    expect(calls.filter(({ route }) => route.endsWith('/avatar')).map(({ route }) => route)).toEqual(['GET /api/users/nadia/avatar']);
  });
});
