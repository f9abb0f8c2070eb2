import { useQuery } from '@tanstack/react-query';
import { api, client, queries, type Schema } from '@/shared/api';

export type Visit = Schema['Appointment'];

export interface VisitWindow {
  /** Visits that start in [from, until). */
  from: string;
  until: string;
  site_id?: string;
  practitioner_id?: string;
}

const pageSize = 200;

/** Every page of a window: a calendar cannot show half a day. */
async function readAll(window: VisitWindow, signal: AbortSignal): Promise<Visit[]> {
  const all: Visit[] = [];
  let cursor: string | undefined;
  do {
    const { data, error } = await client.GET('/api/appointments', { params: { query: { ...window, limit: pageSize, cursor } }, signal });
    if (error !== undefined) throw error;
    all.push(...data.items);
    cursor = data.next;
  } while (cursor);
  return all;
}

// The path stands second, where live news look for it; the first word marks lists that hold bare visits.
const mark = 'visits';
export const windowKey = (window: VisitWindow) => [mark, '/api/appointments', window] as const;

/** The visits of a window, by begin. While another window is read, nothing of the last one is shown as if it were true. */
export function useVisits(window: VisitWindow | undefined) {
  return useQuery({
    queryKey: window ? windowKey(window) : [mark, 'none'],
    queryFn: ({ signal }) => readAll(window as VisitWindow, signal),
    enabled: window !== undefined,
    // Waits and states must be right even if live news should stop.
    refetchInterval: 60_000,
  });
}

/** Reads a window ahead of need: the next day, for J. */
export function prefetchVisits(window: VisitWindow): void {
  void queries.prefetchQuery({ queryKey: windowKey(window), queryFn: ({ signal }) => readAll(window, signal), staleTime: 30_000 });
}

function known(id: string): Visit | undefined {
  for (const [, list] of queries.getQueriesData<Visit[]>({ queryKey: [mark] })) {
    const found = list?.find((visit) => visit.id === id);
    if (found) return found;
  }
  return undefined;
}

/** One visit: at once from what lists know, then as the server has it. */
export const useVisit = (id: string) =>
  api.useQuery('get', '/api/appointments/{id}', { params: { path: { id } } }, { placeholderData: () => known(id), enabled: id !== '' });

/** What was done to a visit, oldest first. */
export const useHistory = (id: string) => api.useQuery('get', '/api/appointments/{id}/history', { params: { path: { id } } });
export type Step = NonNullable<ReturnType<typeof useHistory>['data']>['items'][number];

const isOne = (key: readonly unknown[], id: string) =>
  key[1] === '/api/appointments/{id}' && (key[2] as { params?: { path?: { id?: string } } } | undefined)?.params?.path?.id === id;

/** Shows a visit as given everywhere it is on screen, before or after the server has said so. */
export function showVisit(visit: Visit): void {
  const swapped = (list: Visit[] | undefined) => list?.map((one) => (one.id === visit.id ? visit : one));
  queries.setQueriesData<Visit[]>({ queryKey: [mark, '/api/appointments'] }, swapped);
  queries.setQueriesData<Visit>({ predicate: ({ queryKey }) => isOne(queryKey, visit.id) }, (one) => one && visit);
}

/** Answers under way were made before the change that is shown now: they must not paint over it. */
export function stopReading(): Promise<void> {
  return queries.cancelQueries({ queryKey: [mark, '/api/appointments'] });
}
