import { api, client, invalidate, toProblem, type Problem, type Schema } from '@/shared/api';
import type { paths } from '@/shared/api/schema';
import { answer } from '@/shared/editing';
import type { Day } from '@/shared/time';

type BodyOf<Path extends keyof paths> = paths[Path] extends { post: { requestBody: { content: { 'application/json': infer Body } } } } ? Body : never;
export type PatientBody = BodyOf<'/api/patients'>;
/** The desk says with whom. */
export type BookingBody = BodyOf<'/api/appointments'> & { practitioner_id: string };

export function registerPatient(body: PatientBody, headers: Record<string, string>): Promise<Schema['Patient']> {
  return answer(client.POST('/api/patients', { body, headers }));
}

export async function book(body: BookingBody, headers: Record<string, string>): Promise<Schema['Appointment']> {
  const visit = await answer(client.POST('/api/appointments', { body, headers }));
  void invalidate('appointments');
  return visit;
}

/** How many visits each day has with each practitioner: numbers alone, for a month is much to read. */
export const useDayCounts = (site_id: string, from: Day, until: Day) =>
  api.useQuery('get', '/api/appointments/days', { params: { query: { site_id, from, until } } });

export const useGroup = (group_id: string) =>
  api.useQuery('get', '/api/groups/{group_id}', { params: { path: { group_id } } }, { enabled: group_id !== '' });

export async function moveGroup({ id, version }: Schema['GroupSession'], starts_at: string): Promise<void> {
  await answer(client.POST('/api/groups/{group_id}/move', { params: { path: { group_id: id } }, headers: { 'If-Match': `"${version}"` }, body: { starts_at } }));
}

export async function cancelGroup({ id, version }: Schema['GroupSession'], reason: string): Promise<void> {
  const query = reason ? { reason } : {};
  await answer(client.DELETE('/api/groups/{group_id}', { params: { path: { group_id: id }, query }, headers: { 'If-Match': `"${version}"` } }));
}

export type BoardVisit = Schema['BoardVisit'];
/** Renewed by live news, and now and then by itself: who is late becomes missing without anybody's deed. */
export const useBoard = (site_id: string) =>
  api.useQuery('get', '/api/board', { params: { query: { site_id } } }, { refetchInterval: 60_000, enabled: site_id !== '' });

export async function takeWalkIn(body: BodyOf<'/api/board/walk-ins'>, headers: Record<string, string>): Promise<Schema['Appointment']> {
  const visit = await answer(client.POST('/api/board/walk-ins', { body, headers }));
  void invalidate('appointments');
  return visit;
}

export async function unbook(id: string, reason: string): Promise<void> {
  await answer(client.DELETE('/api/appointments/{id}', { params: { path: { id }, query: { reason } } }));
  void invalidate('appointments');
}

/** The patients that may be the one being registered, when that is why it was refused. */
export function candidatesOf(problem: unknown): Schema['PatientLine'][] {
  const { code, candidates = [] } = toProblem(problem) as Problem & { candidates?: Schema['PatientLine'][] };
  return code === 'possible_duplicate' ? candidates : [];
}
