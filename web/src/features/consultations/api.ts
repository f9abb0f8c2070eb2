import { api, byCursor, client, ifMatch, invalidate, toProblem, type Schema } from '@/shared/api';
import type { Body } from '@/shared/api/body';
import { answer } from '@/shared/editing/answer';
import { toastProblem } from '@/shared/ui/toast';
import type { Visit } from '@/shared/visit/list';

type Consultation = Schema['Consultation'];
type Known = { id: string; version: number };
type Medicine = Body<'post', '/api/consultations/{id}/prescriptions'>;

const path = (id: string) => ({ params: { path: { id } } });
const line = (id: string, prescription_id: string) => ({ params: { path: { id, prescription_id } } });

/** Signed a moment ago, and its prescription is still being printed. */
const isPrinting = (row: Consultation | undefined) =>
  row?.signed_at !== undefined && row.prescriptions.length > 0 && !row.prescription_document_id && Date.now() - Date.parse(row.signed_at) < 60_000;

export const useConsultation = (id: string) =>
  api.useQuery('get', '/api/consultations/{id}', path(id), { refetchInterval: ({ state }) => isPrinting(state.data) && 1500 });

export const usePatient = (id: string) => api.useQuery('get', '/api/patients/{id}', path(id));

/** A patient's notes, newest first. */
export const useNotesOf = (patient_id: string) =>
  api.useInfiniteQuery('get', '/api/consultations', { params: { query: { patient_id, limit: 20 } } }, byCursor);

/** What a draft needs of the server. */
export const gateway = {
  show: (id: string): Promise<Consultation> => answer(client.GET('/api/consultations/{id}', path(id))),
  save: (id: string, version: number, body: Body<'put', '/api/consultations/{id}'>): Promise<Consultation> =>
    answer(client.PUT('/api/consultations/{id}', { ...path(id), headers: ifMatch({ version }), body })),
  addLine: (id: string, key: string, body: Medicine): Promise<Known> =>
    answer(client.POST('/api/consultations/{id}/prescriptions', { ...path(id), headers: { 'Idempotency-Key': key }, body })),
  changeLine: (id: string, known: Known, body: Medicine): Promise<Known> =>
    answer(client.PUT('/api/consultations/{id}/prescriptions/{prescription_id}', { ...line(id, known.id), headers: ifMatch(known), body })),
  removeLine: (id: string, known: Known): Promise<unknown> =>
    answer(client.DELETE('/api/consultations/{id}/prescriptions/{prescription_id}', { ...line(id, known.id), headers: ifMatch(known) })),
};
export type Gateway = typeof gateway;

export const sign = (id: string, read: { version: number; prescriptions: Known[] }): Promise<Consultation> =>
  answer(client.POST('/api/consultations/{id}/sign', { ...path(id), headers: ifMatch(read), body: { prescriptions: read.prescriptions } }));

export const discard = (row: Consultation, version: number) =>
  answer(client.DELETE('/api/consultations/{id}', { ...path(row.id), headers: ifMatch({ version }) }));

export const addAddendum = (id: string, text: string, headers: Record<string, string>) =>
  answer(client.POST('/api/consultations/{id}/addenda', { ...path(id), headers, body: { text } }));

const start = (body: Body<'post', '/api/consultations'>): Promise<Consultation> => answer(client.POST('/api/consultations', { body }));

/** The consultation that a refusal names: a signed one, or a colleague's. */
const namedBy = (error: unknown) => (toProblem(error) as { consultation_id?: string }).consultation_id;

/** From a visit to its note: begun if need be, and with it the visit. */
export async function openVisit(go: (path: string) => void, visit: Visit): Promise<void> {
  try {
    const { id, signed_at } = await start({ appointment_id: visit.id });
    go(`/consultations/${id}`);
    if (!signed_at && ['booked', 'confirmed', 'arrived'].includes(visit.status)) await beginVisit(visit);
  } catch (error) {
    const known = namedBy(error);
    if (known) go(`/consultations/${known}`);
    else toastProblem(error);
  }
}

/** The visit may have been begun meanwhile: the note is what matters. */
async function beginVisit(visit: Visit) {
  await client.POST('/api/appointments/{id}/start', { ...path(visit.id) });
  await invalidate('appointments');
}

export async function startWalkIn(patient_id: string, site_id: string): Promise<string> {
  const { id } = await start({ patient_id, site_id });
  await invalidate('consultations');
  return id;
}
