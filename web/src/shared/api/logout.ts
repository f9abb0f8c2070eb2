import { client } from './client';
import { leftSession } from './session';

/** Ends this session on the server and in every tab. Without a server, at least this browser forgets. */
export async function logOut(everywhere = false): Promise<void> {
  await client.POST('/api/auth/logout', { body: { everywhere } }).catch(() => undefined);
  leftSession();
}
