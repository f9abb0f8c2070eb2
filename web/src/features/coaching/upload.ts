import { toProblem } from '@/shared/api';
import { transport } from '@/shared/api/transport';
import { t } from './i18n';

export const imageTypes = ['image/jpeg', 'image/png', 'image/gif'];
const most = 10 * 1024 * 1024;

/** What can be told before anything is sent; the server looks at the bytes. */
export function imageFault({ type, size }: { type: string; size: number }): string | undefined {
  if (!imageTypes.includes(type)) return t('write.imageType');
  return size > most ? t('write.imageSize') : undefined;
}

/** Sends a picture that everyone may see; its id. Throws the problem. */
export async function uploadImage(file: File): Promise<string> {
  const form = new FormData();
  form.append('visibility', 'public');
  form.append('file', file);
  const answer = await transport(new Request(new URL('/api/media', location.origin), { method: 'POST', body: form }));
  const body: unknown = await answer.json().catch(() => undefined);
  if (!answer.ok) throw toProblem(body);
  return (body as { id: string }).id;
}
