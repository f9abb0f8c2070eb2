import { api, type Schema } from '@/shared/api';

type Visit = Pick<Schema['Appointment'], 'room_ids'>;

/** The rooms and devices of a site, archived ones too: visits may still name them. */
export const useRooms = (id: string, enabled: boolean) =>
  api.useQuery('get', '/api/clinics/{id}/rooms', { params: { path: { id }, query: { archived: true, limit: 200 } } }, { enabled, staleTime: 5 * 60_000 }).data?.items;

/** Where each of these visits of a site is: `Salle 2, Échographe`. Asked for only when one of them takes a room. */
export function useRoomNames(site: string, visits: Visit[]) {
  const rooms = useRooms(site, visits.some(({ room_ids = [] }) => room_ids[0]));
  return ({ room_ids = [] }: Visit) => rooms?.filter(({ id }) => room_ids.includes(id)).map(({ name }) => name).join(', ');
}
