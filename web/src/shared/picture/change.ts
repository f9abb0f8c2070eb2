import { client, fetchFile, invalidate, upload, type Schema, type User } from '@/shared/api';
import { sessionState, userChanged } from '@/shared/api/session';
import { answer } from '@/shared/editing/answer';
import { pictureOf } from './UserPicture';

export const largestPicture = 10 * 1024 * 1024;

/** Shown at once; what lists say of accounts is read again. */
function shown(avatar: string | undefined) {
  const state = sessionState();
  if (state.phase === 'in') userChanged({ ...state.user, avatar });
  void invalidate('users');
}

export async function setPicture(file: Blob, signal?: AbortSignal): Promise<void> {
  const form = new FormData();
  form.set('file', file, file instanceof File ? file.name : 'picture.jpg');
  shown((await upload<Schema['Avatar']>('/api/users/me/avatar', form, { method: 'PUT', signal })).avatar);
}

/** Gives the way back, where the one before can still be had. */
export async function removePicture(user: User): Promise<(() => Promise<void>) | undefined> {
  const path = pictureOf(user);
  const before = path ? await fetchFile(path).catch(() => undefined) : undefined;
  await answer(client.DELETE('/api/users/me/avatar'));
  shown(undefined);
  return before && (() => setPicture(before));
}
