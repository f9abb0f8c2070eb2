import { useQueries } from '@tanstack/react-query';
import { api, byCursor, client, ifMatch, type Schema } from '@/shared/api';
import type { Body } from '@/shared/api/body';
import { answer } from '@/shared/editing/answer';

type Headers = Record<string, string>;
const of = (id: string) => ({ path: { id } });

// Sites
export const useSiteList = () => api.useInfiniteQuery('get', '/api/clinics', { params: { query: { limit: 100 } } }, byCursor);
export const useSite = (id: string) => api.useQuery('get', '/api/clinics/{id}', { params: of(id) });
export const readSite = (id: string): Promise<Schema['Site']> => answer(client.GET('/api/clinics/{id}', { params: of(id) }));
export const addSite = (body: Body<'post', '/api/clinics'>, headers: Headers): Promise<Schema['Site']> => answer(client.POST('/api/clinics', { body, headers }));
export const saveSite = (id: string, body: Body<'post', '/api/clinics'>, headers: Headers) => answer(client.PUT('/api/clinics/{id}', { params: of(id), body, headers }));
export const archiveSite = (id: string, headers: Headers) => answer(client.DELETE('/api/clinics/{id}', { params: of(id), headers }));

export const useClosures = (id: string) => api.useQuery('get', '/api/clinics/{id}/closures', { params: of(id) });
export const addClosure = (id: string, body: Body<'post', '/api/clinics/{id}/closures'>) => answer(client.POST('/api/clinics/{id}/closures', { params: of(id), body }));
export const removeClosure = (id: string, closure_id: string) =>
  answer(client.DELETE('/api/clinics/{id}/closures/{closure_id}', { params: { path: { id, closure_id } } }));

export const useRooms = (id: string) => api.useQuery('get', '/api/clinics/{id}/rooms', { params: of(id) });
export const addRoom = (id: string, body: Body<'post', '/api/clinics/{id}/rooms'>) => answer(client.POST('/api/clinics/{id}/rooms', { params: of(id), body }));
export const saveRoom = (id: string, room_id: string, body: Body<'put', '/api/clinics/{id}/rooms/{room_id}'>, headers: Headers = {}) =>
  answer(client.PUT('/api/clinics/{id}/rooms/{room_id}', { params: { path: { id, room_id } }, body, headers }));
/** As it stands now: a site's rooms are one short list. */
export async function readRoom({ id, site_id }: Schema['Room']): Promise<Schema['Room']> {
  const { items } = await answer(client.GET('/api/clinics/{id}/rooms', { params: { path: { id: site_id }, query: { archived: true, limit: 200 } } }));
  const room = items.find((one) => one.id === id);
  if (!room) throw new Error('the room is gone');
  return room;
}
export const removeRoom = (room: Schema['Room']) =>
  answer(client.DELETE('/api/clinics/{id}/rooms/{room_id}', { params: { path: { id: room.site_id, room_id: room.id } }, headers: ifMatch(room) }));

/** Of all those sites, to choose among: archived ones too, for what names them still. */
export const useRoomsOf = (sites: Schema['Site'][]) =>
  useQueries({
    queries: sites.map(({ id }) => api.queryOptions('get', '/api/clinics/{id}/rooms', { params: { path: { id }, query: { archived: true, limit: 200 } } })),
    combine: (answers) => answers.flatMap(({ data }) => data?.items ?? []),
  });

export const useTeam = (id: string) => api.useQuery('get', '/api/clinics/{id}/staff', { params: of(id) });
export const saveDuty = (id: string, user_id: string, roles: Schema['Role'][]) =>
  answer(client.PUT('/api/clinics/{id}/staff/{user_id}', { params: { path: { id, user_id } }, body: { roles } }));
export const leaveTeam = (id: string, user_id: string) => answer(client.DELETE('/api/clinics/{id}/staff/{user_id}', { params: { path: { id, user_id } } }));

/** Everybody with an account, to link and to assign. */
export const useAccounts = (enabled = true) => api.useQuery('get', '/api/users', { params: { query: { limit: 200 } } }, { enabled, staleTime: 60_000 });

// Practitioners and coaches
export const usePractitioners = (kind: 'practitioner' | 'coach' | undefined, archived: boolean) =>
  api.useInfiniteQuery('get', '/api/practitioners', { params: { query: { kind, archived, limit: 100 } } }, byCursor);
export const readPractitioner = (id: string): Promise<Schema['Practitioner']> => answer(client.GET('/api/practitioners/{id}', { params: of(id) }));
export const addPractitioner = (body: Body<'post', '/api/practitioners'>, headers: Headers) => answer(client.POST('/api/practitioners', { body, headers }));
export const savePractitioner = (id: string, body: Body<'post', '/api/practitioners'>, headers: Headers) =>
  answer(client.PUT('/api/practitioners/{id}', { params: of(id), body, headers }));
export const archivePractitioner = (id: string, headers: Headers) => answer(client.DELETE('/api/practitioners/{id}', { params: of(id), headers }));

// Visit types
export const useVisitTypes = (archived: boolean) => api.useInfiniteQuery('get', '/api/visit-types', { params: { query: { archived, limit: 100 } } }, byCursor);
export const readVisitType = (id: string): Promise<Schema['VisitType']> => answer(client.GET('/api/visit-types/{id}', { params: of(id) }));
export const addVisitType = (body: Body<'post', '/api/visit-types'>, headers: Headers) => answer(client.POST('/api/visit-types', { body, headers }));
export const saveVisitType = (id: string, body: Body<'post', '/api/visit-types'>, headers: Headers) =>
  answer(client.PUT('/api/visit-types/{id}', { params: of(id), body, headers }));
export const archiveVisitType = (id: string, headers: Headers) => answer(client.DELETE('/api/visit-types/{id}', { params: of(id), headers }));

// The page on which everybody books
export const usePublicPages = () => api.useQuery('get', '/api/public/practitioners');

// Hours
const whose = (practitioner_id: string) => ({ path: { practitioner_id } });
export const useHours = (id: string) => api.useQuery('get', '/api/availability/{practitioner_id}', { params: whose(id) });
export const readHours = (id: string): Promise<Schema['Availability']> => answer(client.GET('/api/availability/{practitioner_id}', { params: whose(id) }));
export const saveHours = (id: string, body: Body<'put', '/api/availability/{practitioner_id}'>, headers: Headers) =>
  answer(client.PUT('/api/availability/{practitioner_id}', { params: whose(id), body, headers }));

export const useExceptions = (id: string) => api.useQuery('get', '/api/availability/{practitioner_id}/exceptions', { params: whose(id) });
export const addException = (id: string, body: Body<'post', '/api/availability/{practitioner_id}/exceptions'>, headers?: Headers) =>
  answer(client.POST('/api/availability/{practitioner_id}/exceptions', { params: whose(id), body, headers }));
export const useOutside = (id: string) => api.useQuery('get', '/api/availability/{practitioner_id}/outside', { params: whose(id) });
export const setOutside = (id: string, url: string) => answer(client.PUT('/api/availability/{practitioner_id}/outside', { params: whose(id), body: { url } }));
export const readOutside = (id: string) => answer(client.POST('/api/availability/{practitioner_id}/outside/read', { params: whose(id) }));
export const removeOutside = (id: string) => answer(client.DELETE('/api/availability/{practitioner_id}/outside', { params: whose(id) }));
export const removeException = (id: string, exception_id: string) =>
  answer(client.DELETE('/api/availability/{practitioner_id}/exceptions/{exception_id}', { params: { path: { practitioner_id: id, exception_id } } }));
