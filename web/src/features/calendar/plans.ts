import { useQuery } from '@tanstack/react-query';
import { api, client, type Schema } from '@/shared/api';
import type { Day } from '@/shared/time';
import type { Practitioner } from '@/shared/visit';

type Availability = Schema['Availability'];
type Exception = Schema['Exception'];

const calm = { staleTime: 5 * 60_000 };
const noClosures: Schema['Closure'][] = [];

export interface Plan {
  plan: Availability;
  exceptions: Exception[];
}

async function planOf(practitioner_id: string): Promise<Plan | undefined> {
  const init = { params: { path: { practitioner_id } } };
  const [plan, exceptions] = await Promise.all([
    client.GET('/api/availability/{practitioner_id}', init),
    client.GET('/api/availability/{practitioner_id}/exceptions', init),
  ]);
  return plan.data && { plan: plan.data, exceptions: exceptions.data?.items ?? [] };
}

const noPlans: (Plan | undefined)[] = [];
/** The hours of each practitioner. They only shade the grid: while they are unknown or hidden, it shows the site's hours. */
export function usePlans(practitioners: Practitioner[]): (Plan | undefined)[] {
  const ids = practitioners.map(({ id }) => id);
  const read = useQuery({ queryKey: ['get', '/api/availability', ids], queryFn: () => Promise.all(ids.map(planOf)), ...calm, retry: false });
  return read.data ?? noPlans;
}

export const useClosures = (site: string) =>
  api.useQuery('get', '/api/clinics/{id}/closures', { params: { path: { id: site } } }, { ...calm, retry: false, enabled: site !== '' }).data?.items ?? noClosures;

const noHolidays: Schema['PublicHoliday'][] = [];
export const useHolidays = (site_id: string, from: Day, until: Day) =>
  api.useQuery('get', '/api/holidays', { params: { query: { site_id, from, until } } }, { staleTime: Infinity, retry: false, enabled: site_id !== '' }).data?.items ?? noHolidays;
