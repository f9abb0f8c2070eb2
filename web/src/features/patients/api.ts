import { keepPreviousData } from '@tanstack/react-query';
import { api, byCursor, client, ifMatch, type Schema } from '@/shared/api';
import type { Body } from '@/shared/api/body';
import { answer } from '@/shared/editing/answer';
import { formatDate } from '@/shared/time';
import { patientName } from '@/shared/ui/person';

type Headers = Record<string, string>;
type Patient = Schema['Patient'];

/** Page after page; the rows of the last search stay until the new ones are there. */
export const usePatients = (q: string, archived: boolean) =>
  api.useInfiniteQuery('get', '/api/patients', { params: { query: { q: q || undefined, archived, limit: 50 } } }, { ...byCursor, placeholderData: keepPreviousData });

export const usePatient = (id: string) => api.useQuery('get', '/api/patients/{id}', { params: { path: { id } } });

export const useVisits = (patient_id: string) =>
  api.useInfiniteQuery('get', '/api/appointments', { params: { query: { patient_id, order: 'desc', limit: 20 } } }, byCursor);

type Proxy = Body<'post', '/api/patients/{id}/proxies'>;

export const useProxies = (id: string) => api.useQuery('get', '/api/patients/{id}/proxies', { params: { path: { id } } }, { retry: false });
export const addProxy = (id: string, body: Proxy, headers: Headers = {}) =>
  answer(client.POST('/api/patients/{id}/proxies', { params: { path: { id } }, body, headers }));
export const endProxy = (id: string, proxy_id: string) => answer(client.DELETE('/api/patients/{id}/proxies/{proxy_id}', { params: { path: { id, proxy_id } } }));

export interface Likeness {
  first_name: string;
  birth_name: string;
  birth_date?: string;
  phone?: string;
}

/** Likely the same person; asked only once both names have been begun. */
export const useDuplicates = (query: Likeness) =>
  api.useQuery('get', '/api/patients/duplicates', { params: { query } }, {
    enabled: query.first_name.length >= 2 && query.birth_name.length >= 2,
    placeholderData: keepPreviousData,
    retry: false,
  });

export const readPatient = (id: string): Promise<Patient> => answer(client.GET('/api/patients/{id}', { params: { path: { id } } }));
export const addPatient = (body: Body<'post', '/api/patients'>, headers: Headers): Promise<Patient> => answer(client.POST('/api/patients', { body, headers }));
export const savePatient = (id: string, body: Body<'post', '/api/patients'>, headers: Headers): Promise<Patient> =>
  answer(client.PUT('/api/patients/{id}', { params: { path: { id } }, body, headers }));
export const archivePatient = (patient: Patient) =>
  answer(client.DELETE('/api/patients/{id}', { params: { path: { id: patient.id } }, headers: ifMatch(patient) }));
export const restorePatient = (id: string) => answer(client.POST('/api/patients/{id}/restore', { params: { path: { id } } }));

/** For the palette. */
export async function findPatients(q: string, signal: AbortSignal) {
  const { items } = await answer(client.GET('/api/patients', { params: { query: { q, limit: 8 } }, signal }));
  return items.map((line) => ({
    id: line.id,
    label: patientName(line),
    hint: [line.birth_date && formatDate(line.birth_date, 'short'), line.phone].filter(Boolean).join(' · ') || undefined,
    to: `/patients/${line.id}`,
  }));
}
