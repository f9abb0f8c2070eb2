import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { expectAccessible, leave, logInAs, open, serve, someone } from '../../../tests/render';
import { uploadsAnswer } from '../../../tests/uploads';
import { sessionState } from '@/shared/api/session';
import feature from './routes';

const { routes } = feature;
const me = someone();
const portrait = new File(['x'], 'moi.png', { type: 'image/png' });
const rest = { 'GET /api/auth/sessions': { body: { items: [] } } };
const avatar = () => {
  const state = sessionState();
  return state.phase === 'in' ? state.user.avatar : undefined;
};

beforeEach(() => {
  URL.createObjectURL = () => 'blob:picture';
  URL.revokeObjectURL = () => undefined;
});
afterEach(() => {
  vi.unstubAllGlobals();
  leave();
});

describe('my picture', () => {
  it('asks for none where there is none: the initials stand in its place', async () => {
    logInAs(me);
    const calls = serve(rest);
    await open('/account', routes);
    expect(await screen.findByRole('button', { name: 'Choisir une photo' })).toBeInTheDocument();
    expect(screen.getByText('CM')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Retirer' })).toBeNull();
    expect(calls.filter(({ route }) => route.includes('avatar'))).toEqual([]);
    await expectAccessible();
  });

  it('is chosen, and known at once', async () => {
    logInAs(me);
    serve({ ...rest, [`GET /api/users/${me.id}/avatar`]: { body: {} } });
    const sent = uploadsAnswer(200, { avatar: 'a1' });
    await open('/account', routes);
    await userEvent.upload(await screen.findByLabelText('Choisir une photo', { selector: 'input' }), portrait);
    expect(await screen.findByText('Photo enregistrée.')).toBeInTheDocument();
    expect((sent[0]?.get('file') as File).name).toBe('moi.png');
    expect(avatar()).toBe('a1');
    expect(screen.getByRole('button', { name: 'Remplacer' })).toBeInTheDocument();
  });

  it('may be let fall on its place, and says there why it was refused', async () => {
    logInAs(me);
    serve(rest);
    uploadsAnswer(422, { type: 'about:blank', title: 'x', status: 422, code: 'invalid', detail: 'Certains champs sont à corriger.', errors: [{ pointer: '/file', code: 'type', detail: 'Ce type de fichier n’est pas accepté.' }] });
    await open('/account', routes);
    fireEvent.drop(await screen.findByRole('region', { name: 'Photo' }), { dataTransfer: { files: [portrait] } });
    expect(await screen.findByRole('alert')).toHaveTextContent('Ce type de fichier n’est pas accepté.');
    expect(avatar()).toBeUndefined();
  });

  it('is taken away, and brought back', async () => {
    logInAs(someone({ avatar: 'a1' }));
    const calls = serve({ ...rest, [`GET /api/users/${me.id}/avatar`]: { body: {} }, 'DELETE /api/users/me/avatar': { status: 204 } });
    const sent = uploadsAnswer(200, { avatar: 'a2' });
    await open('/account', routes);
    await userEvent.click(await screen.findByRole('button', { name: 'Retirer' }));
    expect(await screen.findByText('Photo retirée.')).toBeInTheDocument();
    expect(avatar()).toBeUndefined();
    expect(calls.map(({ route }) => route)).toContain('DELETE /api/users/me/avatar');
    await userEvent.click(screen.getByRole('button', { name: 'Annuler' }));
    await waitFor(() => expect(avatar()).toBe('a2'));
    expect(sent).toHaveLength(1);
  });
});
