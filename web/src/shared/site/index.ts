import { useEffect } from 'react';
import { api, type Schema } from '@/shared/api';
import { chooseSite, followZone, useChosenSite, useSiteZone } from './current';

export { chooseSite, siteZone, useSiteZone } from './current';

/** The clinic's open sites, and the one that this browser works for (the first until one is chosen). */
export function useSites(): { sites: Schema['Site'][]; site: Schema['Site'] | undefined; zone: string; choose: (id: string) => void } {
  const { data } = api.useQuery('get', '/api/clinics', {}, { staleTime: 5 * 60_000 });
  const chosen = useChosenSite();
  const zone = useSiteZone();
  const sites = data?.items ?? none;
  useEffect(() => followZone(sites), [sites, chosen]);
  return { sites, site: sites.find(({ id }) => id === chosen) ?? sites[0], zone, choose: chooseSite };
}
const none: Schema['Site'][] = [];
