import { client } from '@/shared/api/client';
import { sessionState, userChanged } from '@/shared/api/session';
import { setLanguage, type Language } from './language';

/** The user's own choice: on screen at once, then kept with the account, so that mails come in it too. */
export async function chooseLanguage(language: Language): Promise<void> {
  await setLanguage(language);
  if (sessionState().phase !== 'in') return;
  const { data } = await client.PATCH('/api/users/me', { body: { language } }).catch(() => ({ data: undefined }));
  if (data) userChanged(data);
}
