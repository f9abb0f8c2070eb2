import { api, byCursor, client, ifMatch } from '@/shared/api';
import type { Body } from '@/shared/api/body';
import { answer } from '@/shared/editing/answer';
import type { Entry, SectionName } from './sections';

// The sections are alike; the paths of one stand for all.
const listOf = (section: SectionName) => `/api/patients/{id}/${section}` as '/api/patients/{id}/allergies';
const oneOf = (section: SectionName) => `/api/patients/{id}/${section}/{entry_id}` as '/api/patients/{id}/allergies/{entry_id}';

export const useRecord = (id: string, enabled = true) =>
  api.useQuery('get', '/api/patients/{id}/record', { params: { path: { id } } }, { enabled, retry: false });
export const useTimeline = (id: string) => api.useInfiniteQuery('get', '/api/patients/{id}/timeline', { params: { path: { id }, query: { limit: 50 } } }, byCursor);
export const useAccesses = (id: string) => api.useInfiniteQuery('get', '/api/patients/{id}/accesses', { params: { path: { id }, query: { limit: 50 } } }, byCursor);
export const useGlass = () => api.useInfiniteQuery('get', '/api/break-glass', { params: { query: { limit: 50 } } }, byCursor);
/** All entries of a section, those struck out too. */
export const useStruckOut = (section: SectionName, id: string) =>
  api.useQuery('get', listOf(section), { params: { path: { id }, query: { entered_in_error: true, limit: 200 } } });
export const useConsentTexts = () => api.useQuery('get', '/api/consent-texts', {});
export const useMe = () => api.useQuery('get', '/api/patients/me', {});

type Headers = Record<string, string>;
export type Sent = Record<string, unknown>;

export const addEntry = (section: SectionName, id: string, body: Sent, headers: Headers) =>
  answer(client.POST(listOf(section), { params: { path: { id } }, body: body as never, headers }));
export const saveEntry = (section: SectionName, id: string, entry_id: string, body: Sent, headers: Headers) =>
  answer(client.PUT(oneOf(section), { params: { path: { id, entry_id } }, body: body as never, headers }));
export const strikeOut = (section: SectionName, id: string, entry: Entry) =>
  answer(client.DELETE(oneOf(section), { params: { path: { id, entry_id: entry.id } }, headers: ifMatch(entry) }));
export const decide = (id: string, body: Body<'post', '/api/patients/{id}/consents'>, headers: Headers) =>
  answer(client.POST('/api/patients/{id}/consents', { params: { path: { id } }, body, headers }));

export const breakGlass = (id: string, reason: string, headers: Headers) =>
  answer(client.POST('/api/patients/{id}/break-glass', { params: { path: { id } }, body: { reason }, headers }));
export const findOutside = (query: { first_name: string; birth_name: string; birth_date: string }) =>
  answer(client.GET('/api/outside-care', { params: { query } }));
