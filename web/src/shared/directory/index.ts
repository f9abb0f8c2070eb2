import { api, type Schema } from '@/shared/api';

const minutes = 60_000;
const options = { staleTime: 5 * minutes };
const page = { limit: 200 };

const index = <T extends { id: string }>(...lists: (T[] | undefined)[]) =>
  new Map(lists.flatMap((list) => list ?? []).map((item) => [item.id, item]));

/**
 * Who and what visits refer to, by id. What has been archived since is found too: old visits still name it.
 * `undefined` until it is known.
 */
export function useDirectory() {
  const practitioners = api.useQuery('get', '/api/practitioners', { params: { query: page } }, options);
  const visitTypes = api.useQuery('get', '/api/visit-types', { params: { query: page } }, options);
  const sites = api.useQuery('get', '/api/clinics', {}, options);
  const old = { params: { query: { ...page, archived: true } } };
  const oldPractitioners = api.useQuery('get', '/api/practitioners', old, options);
  const oldVisitTypes = api.useQuery('get', '/api/visit-types', old, options);
  const oldSites = api.useQuery('get', '/api/clinics', old, options);

  const practitionerOf = index<Schema['Practitioner']>(oldPractitioners.data?.items, practitioners.data?.items);
  const visitTypeOf = index<Schema['VisitType']>(oldVisitTypes.data?.items, visitTypes.data?.items);
  const siteOf = index<Schema['Site']>(oldSites.data?.items, sites.data?.items);
  return {
    practitioner: (id: string) => practitionerOf.get(id),
    visitType: (id: string) => visitTypeOf.get(id),
    site: (id: string) => siteOf.get(id),
    practitioners: practitioners.data?.items ?? none,
    visitTypes: visitTypes.data?.items ?? none,
    sites: sites.data?.items ?? none,
    isPending: practitioners.isPending || visitTypes.isPending || sites.isPending,
    error: practitioners.error ?? visitTypes.error ?? sites.error ?? undefined,
    refetch: () => Promise.all([practitioners.refetch(), visitTypes.refetch(), sites.refetch()]),
  };
}
const none: never[] = [];
