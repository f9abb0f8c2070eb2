import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { expectAccessible, leave, logInAs, open, serve, someone, type Answers } from '../../../tests/render';
import feature from './routes';

const { routes } = feature;
const post = {
  id: 'p1', author_name: 'Marc Rivière', author_kind: 'coach', coach_id: 'marc', mine: false, text: 'Une assiette <b>équilibrée</b>', image_ids: [],
  created_at: '2026-11-27T08:00:00Z', hidden: false, pinned: false, likes: 2, liked: false, comments: 0, version: 1,
};
const refused = (status: number, detail: string) => ({ status, body: { type: 'about:blank', title: 'x', status, code: 'x', detail } });
const feed: Answers = { 'GET /api/posts': { body: { items: [post] } }, 'GET /api/posts/p1/comments': { body: { items: [] } } };
const coach = {
  id: 'marc', name: 'Marc Rivière', headline: 'Manger mieux', about: 'Sans se priver.', specialties: [{ id: 's', name_fr: 'Sommeil', name_en: 'Sleep', slug: 'sommeil', version: 1 }],
  languages: ['fr'], offers: [{ visit_type_id: 'v', name: 'Séance', duration_minutes: 60, price: { amount: 6000, currency: 'EUR' }, modes: ['on_site'] }],
  sites: ['Cabinet des Lilas, Lyon'], bookable: true, published: true, followers: 1, followed: false,
};

beforeEach(() => logInAs(someone({ roles: ['patient'] })));
afterEach(leave);

describe('the feed', () => {
  it('shows text as it was written, markup too', async () => {
    serve(feed);
    await open('/posts', routes);
    expect(await screen.findByText('Une assiette <b>équilibrée</b>')).toBeInTheDocument();
    expect(document.querySelector('article b')).toBeNull();
    await expectAccessible();
  });

  it('likes at once, and goes back when the server refuses', async () => {
    let answer: (value: ReturnType<typeof refused>) => void = () => undefined;
    serve({ ...feed, 'POST /api/posts/p1/like': () => new Promise((done) => { answer = done; }) });
    await open('/posts', routes);
    const like = await screen.findByRole('button', { name: '2 j’aime' });
    await userEvent.click(like);
    expect(await screen.findByRole('button', { name: '3 j’aime' })).toHaveAttribute('aria-pressed', 'true');
    answer(refused(404, 'Introuvable, ou hors de votre portée.'));
    expect(await screen.findByRole('button', { name: '2 j’aime' })).toHaveAttribute('aria-pressed', 'false');
    expect(await screen.findByText('Introuvable, ou hors de votre portée.')).toBeInTheDocument();
  });

  it('keeps what was typed when a comment is refused', async () => {
    serve({ ...feed, 'POST /api/posts/p1/comments': refused(404, 'Introuvable.') });
    await open('/posts', routes);
    await userEvent.click(await screen.findByRole('button', { name: 'Commenter' }));
    const box = await screen.findByRole('textbox', { name: 'Votre commentaire' });
    await userEvent.type(box, 'Bravo');
    await userEvent.click(screen.getByRole('button', { name: 'Envoyer' }));
    expect(await screen.findByText('Introuvable.')).toBeInTheDocument();
    expect(box).toHaveValue('Bravo');
    expect(screen.getByText('Pas encore de commentaire.')).toBeInTheDocument();
  });

  it('publishes what was written, with its pictures', async () => {
    vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:x', revokeObjectURL: () => undefined }));
    const calls = serve({ ...feed, 'POST /api/media': { status: 201, body: { id: 'm1' } }, 'POST /api/posts': { status: 201, body: { ...post, id: 'p2' } } });
    const { container } = await open('/posts', routes);
    await userEvent.type(await screen.findByRole('textbox', { name: 'Votre publication' }), 'Première séance');
    const input = container.querySelector<HTMLInputElement>('input[type=file]');
    await userEvent.upload(input as HTMLInputElement, new File(['x'], 'chat.png', { type: 'image/png' }));
    await waitFor(() => expect(screen.getByRole('button', { name: 'Publier' })).toBeEnabled());
    await userEvent.click(screen.getByRole('button', { name: 'Publier' }));
    await waitFor(() => expect(calls.map(({ route }) => route)).toContain('POST /api/posts'));
    expect(JSON.parse(calls.find(({ route }) => route === 'POST /api/posts')?.body ?? '')).toEqual({ text: 'Première séance', image_ids: ['m1'] });
    await waitFor(() => expect(screen.getByRole('textbox', { name: 'Votre publication' })).toHaveValue(''));
  });

  it('reports with a reason, and says when that was done before', async () => {
    const calls = serve({ ...feed, 'POST /api/posts/p1/report': refused(409, 'Vous l’avez déjà signalé.') });
    await open('/posts', routes);
    await userEvent.click(await screen.findByRole('button', { name: 'Autres actions sur cette publication' }));
    expect(screen.queryByRole('button', { name: 'Modifier' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Masquer' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Signaler' }));
    await userEvent.click(await screen.findByRole('radio', { name: 'Conseil dangereux pour la santé' }));
    await userEvent.click(screen.getByRole('button', { name: 'Envoyer le signalement' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Vous l’avez déjà signalé.');
    expect(JSON.parse(calls.find(({ route }) => route === 'POST /api/posts/p1/report')?.body ?? '')).toEqual({ reason: 'dangerous' });
  });

  it('says what to do when there is nothing', async () => {
    serve({ 'GET /api/posts': { body: { items: [] } } });
    await open('/posts?view=followed', routes);
    expect(await screen.findByRole('link', { name: 'Voir les coachs' })).toHaveAttribute('href', '/coaches');
  });
});

describe('the pages of coaches', () => {
  it('are read without log-in and lead to a booking', async () => {
    leave();
    serve({ 'GET /api/coaches/marc': { body: coach } });
    await open('/coaches/marc', routes);
    expect(await screen.findByRole('heading', { level: 1, name: 'Marc Rivière' })).toBeInTheDocument();
    const book = screen.getByRole('link', { name: 'Prendre rendez-vous' });
    expect(book.getAttribute('href')).toContain('practitioner=marc');
    expect(screen.queryByRole('button', { name: 'Suivre' })).toBeNull();
    await expectAccessible();
  });

  it('say when there is no such page', async () => {
    serve({});
    await open('/coaches/personne', routes);
    expect(await screen.findByText('Ce profil n’est pas publié')).toBeInTheDocument();
  });

  it('are edited by their coach against the version that was read', async () => {
    logInAs(someone({ roles: ['coach'] }));
    const profile = { coach_id: 'marc', name: 'Marc Rivière', headline: 'Manger mieux', specialty_ids: [], languages: ['fr'], published: true, version: 3 };
    const calls = serve({ 'GET /api/coaches/me': { body: profile }, 'GET /api/specialties': { body: { items: coach.specialties } }, 'PUT /api/coaches/me': { body: { ...profile, version: 4 } } });
    await open('/my-page', routes);
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Sommeil' }));
    await userEvent.click(screen.getByRole('button', { name: 'Enregistrer' }));
    await waitFor(() => expect(calls.map(({ route }) => route)).toContain('PUT /api/coaches/me'));
    const sent = calls.find(({ route }) => route === 'PUT /api/coaches/me');
    expect(JSON.parse(sent?.body ?? '')).toMatchObject({ headline: 'Manger mieux', specialty_ids: ['s'], published: true });
    expect(sent?.headers.get('If-Match')).toBe('"3"');
  });
});

describe('moderation', () => {
  it('shows what was reported and settles it', async () => {
    logInAs(someone({ roles: ['admin'] }));
    const report = { id: 'r1', reporter_name: 'Zoé B.', reason: 'spam', detail: 'Publicité', at: '2026-11-27T09:00:00Z' };
    const calls = serve({
      'GET /api/posts': { body: { items: [{ ...post, reports: 1 }] } },
      'GET /api/posts/p1/reports': { body: { items: [report] } },
      'DELETE /api/posts/p1/reports': { body: { ...post, reports: 0 } },
    });
    await open('/admin/moderation', routes);
    const box = within(await screen.findByRole('region', { name: '1 signalement' }));
    expect(await box.findByText('Publicité')).toBeInTheDocument();
    await userEvent.click(box.getByRole('button', { name: 'Classer sans suite' }));
    await waitFor(() => expect(calls.map(({ route }) => route)).toContain('DELETE /api/posts/p1/reports'));
  });
});
