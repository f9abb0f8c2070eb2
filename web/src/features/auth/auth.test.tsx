import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { expectAccessible, leave, logInAs, open, serve, sessionOf, someone } from '../../../tests/render';
import { sessionState } from '@/shared/api/session';
import { setLanguage } from '@/shared/i18n';
import { typedDay } from './parts/day';
import feature from './routes';

const { routes } = feature;
const session = sessionOf(someone());
const ready = { 'GET /api/auth/setup': { body: { needed: false } } };
const refusal = (status: number, code: string, detail: string, errors?: unknown) => ({
  status,
  body: { type: 'about:blank', title: code, status, code, detail, errors },
});

afterEach(leave);

describe('the log-in page', () => {
  it('signs in and goes where the person wanted to go', async () => {
    serve({ ...ready, 'POST /api/auth/login': { body: session } });
    const { router } = await open('/login?next=%2Faccount', routes);
    await userEvent.type(await screen.findByLabelText('Adresse e-mail'), ' camille@clinique.example ');
    await userEvent.type(screen.getByLabelText('Mot de passe'), 'une longue phrase{Enter}');
    await waitFor(() => expect(sessionState().phase).toBe('in'));
    await waitFor(() => expect(router.state.location.pathname).toBe('/account'));
  });

  it('says kindly what was wrong, and keeps what was typed', async () => {
    serve({ ...ready, 'POST /api/auth/login': refusal(401, 'bad_credentials', 'Adresse ou mot de passe inconnu.') });
    await open('/login', routes);
    await userEvent.type(await screen.findByLabelText('Adresse e-mail'), 'camille@clinique.example');
    await userEvent.type(screen.getByLabelText('Mot de passe'), 'faux{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('Adresse ou mot de passe inconnu.');
    expect(screen.getByLabelText('Adresse e-mail')).toHaveValue('camille@clinique.example');
    expect(screen.getByLabelText('Mot de passe')).toHaveValue('faux');
  });

  it('never leads to another site', async () => {
    serve(ready);
    const { router } = await open('/login?next=%2F%2Fevil.example', routes);
    await screen.findByRole('heading', { name: 'Connexion' });
    expect(router.state.location.search).toEqual({ next: undefined });
  });

  it('tells of the set-up link while the clinic has none', async () => {
    serve({ 'GET /api/auth/setup': { body: { needed: true } } });
    await open('/login', routes);
    expect(await screen.findByText(/n’est pas encore configurée/)).toBeInTheDocument();
  });

  it('speaks English', async () => {
    await setLanguage('en');
    serve(ready);
    await open('/login', routes);
    expect(await screen.findByRole('button', { name: 'Log in' })).toBeInTheDocument();
  });
});

describe('registering', () => {
  it('leads to the mail, whoever the address belongs to', async () => {
    const calls = serve({ 'POST /api/auth/register': { status: 202, body: { mail: true } }, 'POST /api/auth/email/resend': { status: 202, body: { mail: true } } });
    await open('/register', routes);
    await userEvent.type(await screen.findByLabelText('Prénom'), 'Anne');
    await userEvent.type(screen.getByLabelText('Nom'), 'Lefèvre');
    await userEvent.type(screen.getByLabelText('Adresse e-mail'), 'anne@exemple.fr');
    await userEvent.type(screen.getByLabelText(/Mot de passe/), 'une longue phrase{Enter}');
    expect(await screen.findByRole('heading', { name: 'Regardez vos e-mails' })).toBeInTheDocument();
    expect(sessionState().phase).toBe('out');
    await userEvent.click(screen.getByRole('button', { name: 'Renvoyer l’e-mail' }));
    expect(await screen.findByText('Si un e-mail était attendu, il repart.')).toBeInTheDocument();
    expect(calls.at(-1)?.body).toBe('{"email":"anne@exemple.fr"}');
    await expectAccessible();
  });

  it('goes on where the person wanted to go, over the mail and from another tab', async () => {
    serve({ 'POST /api/auth/register': { status: 202, body: { mail: true } }, 'POST /api/auth/email/verify': { body: session } });
    const wanted = '/book?type=t&at=2026-11-20T08:00:00Z';
    const first = await open(`/register?next=${encodeURIComponent(wanted)}`, routes);
    await userEvent.type(await screen.findByLabelText('Prénom'), 'Anne');
    await userEvent.type(screen.getByLabelText('Nom'), 'Lefèvre');
    await userEvent.type(screen.getByLabelText('Adresse e-mail'), 'anne@exemple.fr');
    await userEvent.type(screen.getByLabelText(/Mot de passe/), 'une longue phrase{Enter}');
    const onward = await screen.findByRole('link', { name: /Confirmée ailleurs/ });
    expect(new URL(onward.getAttribute('href') ?? '', location.origin).searchParams.get('next')).toBe(wanted);
    first.unmount();
    const { router } = await open('/verify-email?token=t', routes);
    await userEvent.type(await screen.findByLabelText('Mot de passe'), 'une longue phrase{Enter}');
    await waitFor(() => expect(router.state.location.pathname).toBe('/book'));
    expect(router.state.location.search).toEqual({ type: 't', at: '2026-11-20T08:00:00Z' });
  });

  it('logs in at once where the clinic sends no mail', async () => {
    serve({ 'POST /api/auth/register': { status: 202, body: { mail: false } }, 'POST /api/auth/login': { body: session } });
    await open('/register', routes);
    await userEvent.type(await screen.findByLabelText('Prénom'), 'Anne');
    await userEvent.type(screen.getByLabelText('Nom'), 'Lefèvre');
    await userEvent.type(screen.getByLabelText('Adresse e-mail'), 'anne@exemple.fr');
    await userEvent.type(screen.getByLabelText(/Mot de passe/), 'une longue phrase{Enter}');
    await waitFor(() => expect(sessionState().phase).toBe('in'));
  });

  it('puts refusals on their fields', async () => {
    const errors = [{ pointer: '/email', code: 'email', detail: 'Cette adresse n’est pas bonne.' }];
    serve({ 'POST /api/auth/register': refusal(422, 'invalid', 'Un champ est à corriger.', errors) });
    await open('/register', routes);
    await userEvent.type(await screen.findByLabelText('Prénom'), 'Anne');
    await userEvent.type(screen.getByLabelText('Nom'), 'Lefèvre');
    await userEvent.type(screen.getByLabelText(/Date de naissance/), '31/01/1980');
    await userEvent.type(screen.getByLabelText('Adresse e-mail'), 'anne@exemple.fr');
    await userEvent.type(screen.getByLabelText(/Mot de passe/), 'une longue phrase{Enter}');
    const email = screen.getByLabelText('Adresse e-mail');
    await waitFor(() => expect(email).toBeInvalid());
    expect(email).toHaveAccessibleDescription('Cette adresse n’est pas bonne.');
    expect(email).toHaveFocus();
  });

  it('asks for nothing of the server while the form is not right', async () => {
    const calls = serve({});
    await open('/register', routes);
    await userEvent.click(await screen.findByRole('button', { name: 'Créer mon compte' }));
    expect(await screen.findAllByText('À remplir.')).toHaveLength(2);
    expect(calls.filter(({ route }) => route.startsWith('POST'))).toEqual([]);
  });

  it('reads a birth date in every usual spelling, and no other', () => {
    expect(['31/01/1980', '31.1.1980', '31011980', '1980-01-31'].map(typedDay)).toEqual(Array(4).fill('1980-01-31'));
    expect(['31/02/1980', 'hier', ''].map(typedDay)).toEqual([undefined, undefined, undefined]);
  });
});

describe('by the mail’s link', () => {
  const over = refusal(404, 'link_over', 'Ce lien n’est plus bon.');

  it('an address is proven with the password chosen before', async () => {
    const calls = serve({ 'POST /api/auth/email/verify': { status: 201, body: session } });
    await open('/verify-email?token=abc', routes);
    await userEvent.type(await screen.findByLabelText('Mot de passe'), 'une longue phrase{Enter}');
    await waitFor(() => expect(sessionState().phase).toBe('in'));
    expect(JSON.parse(calls[0]?.body ?? '{}')).toEqual({ token: 'abc', password: 'une longue phrase' });
  });

  it('a forgotten password is asked for, and another one chosen', async () => {
    serve({ ...ready, 'POST /api/auth/password/forgot': { status: 202, body: { mail: true } }, 'POST /api/auth/password/reset': { status: 204 } });
    await open('/forgot-password', routes);
    await userEvent.type(await screen.findByLabelText('Adresse e-mail'), 'anne@exemple.fr{Enter}');
    expect(await screen.findByText(/Si anne@exemple.fr a un compte/)).toBeInTheDocument();
    await expectAccessible();
    const { router } = await open('/reset-password?token=abc', routes);
    await userEvent.type(await screen.findByLabelText('Nouveau mot de passe'), 'une longue phrase{Enter}');
    await waitFor(() => expect(router.state.location.pathname).toBe('/login'));
  });

  it('a clinic without mail says whom to ask', async () => {
    serve({ 'POST /api/auth/password/forgot': { status: 202, body: { mail: false } } });
    await open('/forgot-password', routes);
    await userEvent.type(await screen.findByLabelText('Adresse e-mail'), 'anne@exemple.fr{Enter}');
    expect(await screen.findByText(/Adressez-vous à son accueil/)).toBeInTheDocument();
  });

  it('one that is over says so, and one without its key too', async () => {
    serve({ 'POST /api/auth/email/confirm': over });
    await open('/confirm-email?token=abc', routes);
    await userEvent.click(await screen.findByRole('button', { name: 'Confirmer mon adresse' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Ce lien n’est plus bon.');
    await open('/reset-password', routes);
    expect(await screen.findByRole('heading', { name: 'Ce lien est incomplet' })).toBeInTheDocument();
  });

  it('another address is confirmed by a press, not by opening the page', async () => {
    const calls = serve({ 'POST /api/auth/email/confirm': { status: 204 }, 'POST /api/auth/refresh': refusal(401, 'refresh_invalid', '') });
    await open('/confirm-email?token=abc', routes);
    await screen.findByRole('button', { name: 'Confirmer mon adresse' });
    expect(calls).toHaveLength(0);
    await userEvent.click(screen.getByRole('button', { name: 'Confirmer mon adresse' }));
    expect(await screen.findByRole('heading', { name: 'Adresse confirmée' })).toBeInTheDocument();
  });
});

describe('set-up and invitation', () => {
  it('make the first account from the one-time link', async () => {
    const calls = serve({ 'GET /api/auth/setup': { body: { needed: true } }, 'POST /api/auth/setup': { status: 201, body: session } });
    await open('/setup?token=abc', routes);
    await userEvent.type(await screen.findByLabelText('Prénom'), 'Camille');
    await userEvent.type(screen.getByLabelText('Nom'), 'Marchand');
    await userEvent.type(screen.getByLabelText('Adresse e-mail'), 'camille@clinique.example');
    await userEvent.type(screen.getByLabelText(/Mot de passe/), 'une longue phrase{Enter}');
    await waitFor(() => expect(sessionState().phase).toBe('in'));
    const sent = JSON.parse(calls.find(({ route }) => route === 'POST /api/auth/setup')?.body ?? '{}') as object;
    expect(sent).toMatchObject({ token: 'abc', language: 'fr', first_name: 'Camille' });
  });

  it('say what to do when the link is spent', async () => {
    serve({ 'GET /api/auth/invitations/old': refusal(404, 'not_found', 'Invitation inconnue.') });
    await open('/invitation?token=old', routes);
    expect(await screen.findByRole('heading', { name: 'Cette invitation n’est plus valable' })).toBeInTheDocument();
  });
});

describe('the account page', () => {
  const device = { id: 'd1', device: 'Firefox sur Linux', address: '192.0.2.7', created_at: '2026-11-20T08:00:00Z', last_used_at: '2026-11-20T08:00:00Z', current: false };

  it('ends the session of another device', async () => {
    logInAs(someone());
    const calls = serve({ 'GET /api/auth/sessions': { body: { items: [device] } }, 'DELETE /api/auth/sessions/d1': { status: 204 } });
    await open('/account', routes);
    await userEvent.click(await screen.findByRole('button', { name: 'Déconnecter Firefox sur Linux' }));
    expect(await screen.findByText('Appareil déconnecté.')).toBeInTheDocument();
    expect(calls.some(({ route }) => route === 'DELETE /api/auth/sessions/d1')).toBe(true);
  });

  it('switches the language of the screen and of the account', async () => {
    logInAs(someone());
    const calls = serve({
      'GET /api/auth/sessions': { body: { items: [] } },
      'PATCH /api/users/me': { body: someone({ language: 'en' }) },
    });
    await open('/account', routes);
    await userEvent.click(await screen.findByRole('radio', { name: 'English' }));
    expect(await screen.findByRole('heading', { name: 'My account' })).toBeInTheDocument();
    await waitFor(() => expect(calls.find(({ route }) => route === 'PATCH /api/users/me')?.body).toBe('{"language":"en"}'));
  });
});

describe('for people who use a screen reader, axe finds nothing wrong', () => {
  it.each(['/login', '/register', '/setup?token=abc', '/invitation?token=t'])('on %s', async (path) => {
    serve({
      'GET /api/auth/setup': { body: { needed: true } },
      'GET /api/auth/invitations/t': { body: { email: 'a@b.fr', first_name: 'Sami', last_name: 'Benali', language: 'fr' } },
    });
    await open(path, routes);
    await screen.findByRole('heading', { level: 1 });
    await expectAccessible();
  });

  it('on /account', async () => {
    logInAs(someone());
    serve({ 'GET /api/auth/sessions': { body: { items: [] } } });
    await open('/account', routes);
    await screen.findByRole('heading', { level: 1 });
    await expectAccessible();
  });
});
