import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { expectAccessible, leave, logInAs, open, serve, sessionOf, someone } from '../../../tests/render';
import { sessionState } from '@/shared/api/session';
import { fromBase64url, toBase64url } from '@/shared/proof/passkey';
import { onProofNeeded } from '@/shared/proof/refusals';
import feature from './routes';

const { routes } = feature;
const session = sessionOf(someone());
const asked = { challenge: 'c', expires_in: 300, methods: ['totp', 'recovery_code'], rp_id: 'localhost', passkeys: [] };
const entrance = { 'GET /api/auth/setup': { body: { needed: false } }, 'GET /api/auth/oidc': { body: { enabled: false, label: '' } } };
const refusal = (status: number, code: string, detail: string) => ({ status, body: { type: 'about:blank', title: code, status, code, detail } });
const mine = { totp_since: '2026-11-01T08:00:00Z', passkeys: [], recovery_codes_left: 10, has_password: true, required: false, enrolling: false };
const lists = { 'GET /api/auth/sessions': { body: { items: [] } }, 'GET /api/auth/api-keys': { body: { items: [] } }, 'GET /api/auth/api-keys/scopes': { body: { scopes: ['appointments:read'] } } };

afterEach(leave);

async function logIn() {
  await userEvent.type(await screen.findByLabelText('Adresse e-mail'), 'camille@clinique.example');
  await userEvent.type(screen.getByLabelText('Mot de passe'), 'une longue phrase{Enter}');
}

describe('the second step', () => {
  it('asks for a code after the password, and signs in with it', async () => {
    const calls = serve({ ...entrance, 'POST /api/auth/login': { body: { second_factor_required: asked } }, 'POST /api/auth/login/second-factor': { body: session } });
    await open('/login', routes);
    await logIn();
    await userEvent.type(await screen.findByLabelText('Code à 6 chiffres de votre application'), '123456{Enter}');
    await waitFor(() => expect(sessionState().phase).toBe('in'));
    const sent = JSON.parse(calls.find(({ route }) => route === 'POST /api/auth/login/second-factor')?.body ?? '{}') as object;
    expect(sent).toEqual({ challenge: 'c', code: '123456' });
  });

  it('takes a recovery code instead, and says what was wrong', async () => {
    serve({ ...entrance, 'POST /api/auth/login': { body: { second_factor_required: asked } }, 'POST /api/auth/login/second-factor': refusal(401, 'wrong_code', 'Ce code n’est pas le bon.') });
    await open('/login', routes);
    await logIn();
    await userEvent.click(await screen.findByRole('button', { name: 'Utiliser un code de secours' }));
    await userEvent.type(screen.getByLabelText('Code de secours'), 'AAAA{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('Ce code n’est pas le bon.');
    await expectAccessible();
  });

  it('offers the identity provider where there is one', async () => {
    serve({ ...entrance, 'GET /api/auth/oidc': { body: { enabled: true, label: 'CHU' } } });
    await open('/login', routes);
    expect(await screen.findByRole('button', { name: 'Se connecter avec CHU' })).toBeInTheDocument();
  });
});

describe('account security', () => {
  it('sets up an app by its QR code and a code of it, and shows the recovery codes once', async () => {
    logInAs(someone());
    serve({
      ...lists,
      'GET /api/auth/factors': { body: { ...mine, totp_since: undefined, recovery_codes_left: 0 } },
      'POST /api/auth/totp': { body: { secret: 'ABCDEFGH', uri: 'otpauth://totp/x?secret=ABCDEFGH' } },
      'POST /api/auth/totp/confirm': { body: { session, recovery_codes: ['AAAA-BBBB'] } },
    });
    await open('/account/security', routes);
    await userEvent.click(await screen.findByRole('button', { name: 'Installer' }));
    expect(await screen.findByRole('img', { name: 'QR code pour l’application d’authentification' })).toBeInTheDocument();
    expect(screen.getByText('ABCD EFGH')).toBeInTheDocument();
    await expectAccessible();
    await userEvent.type(screen.getByLabelText('Code que montre l’application'), '123456{Enter}');
    expect(await screen.findByText('AAAA-BBBB')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'C’est noté' }));
    expect(screen.queryByText('AAAA-BBBB')).not.toBeInTheDocument();
  });

  it('says what is asked of staff before anything else is open', async () => {
    logInAs(someone());
    const calls = serve({ 'GET /api/auth/factors': { body: { ...mine, totp_since: undefined, enrolling: true } } });
    await open('/account/security', routes);
    expect(await screen.findByText('Une seconde preuve d’identité est demandée')).toBeInTheDocument();
    expect(calls.map(({ route }) => route)).toEqual(['GET /api/auth/factors']);
  });

  it('lists API keys by their beginning, and shows a new one once', async () => {
    logInAs(someone());
    const line = { id: 'k1', name: 'Labo', prefix: 'mk_AbCdEfGh', scopes: ['patients:read'], created_at: '2026-11-01T08:00:00Z', expires_at: '2027-01-01T08:00:00Z' };
    serve({ ...lists, 'GET /api/auth/factors': { body: mine }, 'GET /api/auth/api-keys': { body: { items: [line] } } });
    await open('/account/security', routes);
    expect(await screen.findByText('mk_AbCdEfGh…')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Révoquer Labo' })).toBeInTheDocument();
    await expectAccessible();
  });
});

describe('a passkey', () => {
  const passkey = { id: 'p1', name: 'Téléphone', created_at: '2026-11-01T08:00:00Z', last_used_at: '2026-11-20T08:00:00Z', version: 3 };
  const withKey = { ...lists, 'GET /api/auth/factors': { body: { ...mine, passkeys: [passkey] } } };

  it('says since when it is there and when it was last used, and takes another name', async () => {
    logInAs(someone());
    const calls = serve({ ...withKey, 'PATCH /api/auth/passkeys/p1': { body: { ...passkey, name: 'Poste d’accueil', version: 4 } } });
    await open('/account/security', routes);
    expect(await screen.findByText(/^Ajoutée le .*, utilisée /)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Renommer Téléphone' }));
    const field = screen.getByDisplayValue('Téléphone');
    expect(field).toHaveFocus();
    await expectAccessible();
    await userEvent.clear(field);
    await userEvent.type(field, 'Poste d’accueil{Enter}');
    expect(await screen.findByText('Clé d’accès renommée.')).toBeInTheDocument();
    const call = calls.find(({ route }) => route === 'PATCH /api/auth/passkeys/p1');
    expect(call?.body).toBe('{"name":"Poste d’accueil"}');
    expect(call?.headers.get('If-Match')).toBe('"3"');
    await waitFor(() => expect(screen.getByRole('button', { name: 'Renommer Téléphone' })).toHaveFocus());
  });

  it('keeps its name on Escape', async () => {
    logInAs(someone());
    const calls = serve(withKey);
    await open('/account/security', routes);
    await userEvent.click(await screen.findByRole('button', { name: 'Renommer Téléphone' }));
    await userEvent.type(screen.getByDisplayValue('Téléphone'), 'x{Escape}');
    expect(await screen.findByText('Téléphone')).toBeInTheDocument();
    expect(calls.some(({ route }) => route.startsWith('PATCH'))).toBe(false);
  });
});

describe('a refusal that asks who it is', () => {
  it('is answered by one proof, and the same request again', async () => {
    logInAs(someone());
    let proofs = 0;
    let open403 = true;
    const stop = onProofNeeded(() => {
      proofs += 1;
      open403 = false;
      return Promise.resolve(true);
    });
    const calls = serve({ ...lists, 'GET /api/auth/factors': { body: mine }, 'DELETE /api/auth/totp': () => (open403 ? refusal(403, 'step_up_needed', 'Confirmez.') : { status: 204 }) });
    await open('/account/security', routes);
    await userEvent.click(await screen.findByRole('button', { name: 'Supprimer' }));
    expect(await screen.findByText('Application supprimée.')).toBeInTheDocument();
    expect(proofs).toBe(1);
    expect(calls.filter(({ route }) => route === 'DELETE /api/auth/totp')).toHaveLength(2);
    stop();
  });

  it('stays a refusal when the person says no', async () => {
    logInAs(someone());
    const ask = vi.fn(() => Promise.resolve(false));
    const stop = onProofNeeded(ask);
    serve({ ...lists, 'GET /api/auth/factors': { body: mine }, 'DELETE /api/auth/totp': refusal(403, 'step_up_needed', 'Confirmez.') });
    await open('/account/security', routes);
    await userEvent.click(await screen.findByRole('button', { name: 'Supprimer' }));
    expect(await screen.findByText('Confirmez.')).toBeInTheDocument();
    expect(ask).toHaveBeenCalledTimes(1);
    stop();
  });
});

it('spells bytes as the server does', () => {
  expect(toBase64url(new Uint8Array([251, 255, 0]).buffer)).toBe('-_8A');
  expect([...fromBase64url('-_8A')]).toEqual([251, 255, 0]);
});
