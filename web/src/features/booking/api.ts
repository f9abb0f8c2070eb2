import { useQueries } from '@tanstack/react-query';
import { api, byCursor, client, ifMatch, type Schema } from '@/shared/api';
import type { Body } from '@/shared/api/body';
import { answer } from '@/shared/editing/answer';
import type { Ward } from '@/shared/patient/wards';
import { type Day } from '@/shared/time';

type Headers = Record<string, string>;
type Visit = Schema['Appointment'];

export interface Wish {
  visit_type_id: string;
  practitioner_id?: string;
  site_id?: string;
  mode?: Schema['Appointment']['mode'];
}

const asked = (wish: Wish) => ({ ...wish, visit_type_id: [wish.visit_type_id] });

/** Free slots from a day to another, both included. */
export const useFree = (wish: Wish, from: Day, until: Day) =>
  api.useQuery('get', '/api/slots', { params: { query: { ...asked(wish), from, until } } }, { staleTime: 10_000 });

/** Without a last day, the server looks as far as one is free. */
export async function findFirst(wish: Wish, from: Day) {
  const query = { ...asked(wish), from, limit: 1 };
  return (await answer(client.GET('/api/slots', { params: { query } }))).items[0];
}

export const book = (body: Body<'post', '/api/appointments'>, headers: Headers): Promise<Visit> => answer(client.POST('/api/appointments', { body, headers }));

export type Hold = Schema['Hold'];
export const hold = (body: Body<'post', '/api/holds'>): Promise<Hold> => answer(client.POST('/api/holds', { body }));
export const release = ({ id }: Hold) => answer(client.DELETE('/api/holds/{hold_id}', { params: { path: { hold_id: id } } }));

export const useVisit = (id: string) => api.useQuery('get', '/api/appointments/{id}', { params: { path: { id } } });

const page = 50;
/** Visits to come of oneself and of those for whom one acts, by begin: one list for each, as the server gives them. */
export function useComing(from: string, wards: Ward[]) {
  const of = (patient_id?: string) => api.queryOptions('get', '/api/appointments', { params: { query: { from, order: 'asc', limit: page, patient_id } } });
  const answers = useQueries({ queries: [of(), ...wards.map(({ patient_id }) => of(patient_id))] });
  const [own] = answers;
  const items = answers.flatMap(({ data }) => data?.items ?? []).sort((a, b) => a.starts_at.localeCompare(b.starts_at));
  return {
    items: own?.data && items,
    isPending: own?.isPending ?? true,
    error: answers.find(({ error }) => error)?.error,
    refetch: () => void Promise.all(answers.map(({ refetch }) => refetch())),
  };
}

export const usePast = (until: string, patient_id?: string) =>
  api.useInfiniteQuery('get', '/api/appointments', { params: { query: { until, order: 'desc', limit: 10, patient_id } } }, byCursor);

const path = ({ id }: Visit) => ({ path: { id } });

export const move = (visit: Visit, body: Body<'post', '/api/appointments/{id}/move'>): Promise<Visit> =>
  answer(client.POST('/api/appointments/{id}/move', { params: path(visit), body, headers: ifMatch(visit) }));
export const cancel = (visit: Visit, reason: string | undefined): Promise<Visit> =>
  answer(client.DELETE('/api/appointments/{id}', { params: { ...path(visit), query: { reason } }, headers: ifMatch(visit) }));

export const useMyWishes = () => api.useQuery('get', '/api/waiting-list', { params: { query: { in_queue: true } } });

export const useMe = () => api.useQuery('get', '/api/patients/me');
export const readMe = (): Promise<Schema['Patient']> => answer(client.GET('/api/patients/me'));
export const saveMe = (body: Body<'patch', '/api/patients/me'>, headers: Headers) => answer(client.PATCH('/api/patients/me', { body, headers }));
