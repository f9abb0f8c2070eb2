import { api, byCursor, client, ifMatch, invalidate, upload, type Role, type Schema } from '@/shared/api';
import { toastProblem, withUndo } from '@/shared/ui';
import { t } from './i18n';

export type Document = Schema['Document'];
export type Category = Schema['Category'];

export const categories: Category[] = ['prescription', 'certificate', 'invoice', 'receipt', 'lab_report', 'imaging', 'letter', 'other'];
export const largestFile = 10 * 1024 * 1024;

/** What somebody files papers as; the server decides again. */
export function categoriesFor(roles: Role[]): Category[] {
  if (roles.includes('practitioner')) return ['lab_report', 'imaging', 'letter', 'certificate', 'prescription', 'invoice', 'receipt', 'other'];
  if (roles.includes('receptionist') || roles.includes('admin')) return ['other', 'invoice', 'receipt'];
  return ['lab_report', 'imaging', 'prescription', 'letter', 'other'];
}

interface Shown {
  patientId?: string;
  category?: Category;
  trashed: boolean;
}

export const useDocuments = ({ patientId, category, trashed }: Shown) =>
  api.useInfiniteQuery('get', '/api/documents', { params: { query: { patient_id: patientId, category, trashed, limit: 50 } } }, byCursor);

export const addressOf = ({ id }: Pick<Document, 'id'>) => `/api/documents/${id}`;
export const thumbnailOf = (document: Document) => (document.has_thumbnail ? `${addressOf(document)}/thumbnail` : undefined);

export interface Sending {
  file: File;
  patientId?: string;
  category: Category;
  shared: boolean;
}

export async function sendDocument({ file, patientId, category, shared }: Sending, onProgress: (share: number) => void, signal: AbortSignal): Promise<Document> {
  const form = new FormData();
  if (patientId) form.set('patient_id', patientId);
  form.set('category', category);
  if (shared) form.set('shared', 'true');
  form.set('file', file);
  const made = await upload<Document>('/api/documents', form, { onProgress, signal });
  await invalidate('documents');
  return made;
}

const one = (document: Document) => ({ params: { path: { id: document.id } }, headers: ifMatch(document) });

async function answered<T>(call: Promise<{ data?: T; error?: unknown }>): Promise<T> {
  const { data, error } = await call;
  if (!data) throw error;
  await invalidate('documents');
  return data;
}

const trash = (document: Document) => answered(client.DELETE('/api/documents/{id}', one(document)));
const restore = (document: Document) => answered(client.POST('/api/documents/{id}/restore', one(document)));
const share = (document: Document, shared: boolean) => answered(client.POST('/api/documents/{id}/share', { ...one(document), body: { shared } }));

/** Does it at once, says so, and offers to take it back. */
async function perform(deed: Promise<Document>, said: (name: string) => string, back: (document: Document) => Promise<unknown>) {
  try {
    const now = await deed;
    withUndo(said(now.name), () => back(now));
  } catch (error) {
    toastProblem(error);
    await invalidate('documents');
  }
}

export const putInTrash = (document: Document) => perform(trash(document), (name) => t('did.trash', { name }), restore);
export const takeBack = (document: Document) => perform(restore(document), (name) => t('did.restore', { name }), trash);
export const setShared = (document: Document, shared: boolean) =>
  perform(share(document, shared), (name) => t(shared ? 'did.share' : 'did.withdraw', { name }), (now) => share(now, !shared));

/** `340 Ko`, `2,4 Mo` */
export function sizeText(bytes: number, locale: string): string {
  if (bytes < 1_000_000) return t('size.kilobytes', { count: Math.max(1, Math.round(bytes / 1000)).toLocaleString(locale) });
  return t('size.megabytes', { count: (bytes / 1_000_000).toLocaleString(locale, { maximumFractionDigits: 1 }) });
}
