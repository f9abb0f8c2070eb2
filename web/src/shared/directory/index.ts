import { api, type Schema } from '@/shared/api';

const options = { staleTime: 5 * 60_000 };
// Archived ones too: old visits still name them.
const all = { params: { query: { archived: true, limit: 200 } } };

const found = <T extends { id: string }>(list: T[] | undefined, id: string) => list?.find((item) => item.id === id);
const open = <T extends { archived: boolean }>(list: T[] | undefined) => (list ?? none).filter(({ archived }) => !archived);
const none: never[] = [];

/** Who and what visits refer to. By id also what has been archived since; the lists are what can be booked today. */
export function useDirectory() {
  const practitioners = api.useQuery('get', '/api/practitioners', all, options);
  const visitTypes = api.useQuery('get', '/api/visit-types', all, options);
  const sites = api.useQuery('get', '/api/clinics', all, options);
  const queries = [practitioners, visitTypes, sites];
  return {
    practitioner: (id: string) => found<Schema['Practitioner']>(practitioners.data?.items, id),
    visitType: (id: string) => found<Schema['VisitType']>(visitTypes.data?.items, id),
    site: (id: string) => found<Schema['Site']>(sites.data?.items, id),
    practitioners: open<Schema['Practitioner']>(practitioners.data?.items),
    visitTypes: open<Schema['VisitType']>(visitTypes.data?.items),
    sites: open<Schema['Site']>(sites.data?.items),
    isPending: queries.some(({ isPending }) => isPending),
    error: practitioners.error ?? visitTypes.error ?? sites.error ?? undefined,
    refetch: () => Promise.all(queries.map(({ refetch }) => refetch())),
  };
}
