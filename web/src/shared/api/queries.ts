import { QueryClient } from '@tanstack/react-query';
import { isTransient } from './problem';

/** One cache for the app. Live news keeps it fresh, so that a short staleness is enough. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      networkMode: 'always',
      retry: (failures, error) => failures < 2 && isTransient(error),
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

/** What to read again when something of a topic has changed: the beginnings of paths. */
const pathsOf: Record<string, string[]> = {
  appointments: ['/api/appointments', '/api/slots', '/api/board', '/api/series', '/api/groups'],
  patients: ['/api/patients'],
  clinics: ['/api/clinics', '/api/practitioners', '/api/visit-types'],
  availability: ['/api/availability', '/api/slots'],
  notifications: ['/api/notifications'],
  // Made of all the others, a moment later.
  figures: ['/api/reports', '/api/patients/{id}/timeline', '/api/admin/stats'],
  waiting_list: ['/api/waiting-list', '/api/offers', '/api/waiting-rules'],
  invoices: ['/api/invoices', '/api/billing/payments', '/api/billing/reports'],
};

/** Marks every query of a topic as out of date; those on screen are read again at once. */
export function invalidate(topic: string): Promise<void> {
  const starts = pathsOf[topic] ?? [`/api/${topic}`];
  return queries.invalidateQueries({
    predicate: ({ queryKey }) => typeof queryKey[1] === 'string' && starts.some((start) => (queryKey[1] as string).startsWith(start)),
  });
}
