import { api, client, invalidate, toProblem, type Problem, type Schema } from '@/shared/api';
import type { paths } from '@/shared/api/schema';
import { answer } from '@/shared/editing/answer';

export type Series = Schema['Series'];
export type Occurrence = Schema['Occurrence'];
export type Outlook = Schema['Outlook'];
export type Choice = 'all' | 'free';
/** Which visits of a series a change is about. */
export type Scope = 'this' | 'following' | 'all';

type BodyOf<Path extends keyof paths> = paths[Path] extends { post: { requestBody?: { content: { 'application/json': infer Body } } } } ? Body : never;
export type SeriesBody = BodyOf<'/api/series/preview'>;
export type ShiftBody = BodyOf<'/api/series/{series_id}/move/preview'>;

export const useSeries = (series_id: string | undefined) =>
  api.useQuery('get', '/api/series/{series_id}', { params: { path: { series_id: series_id ?? '' } } }, { enabled: series_id !== undefined });

export const previewSeries = (body: SeriesBody): Promise<Outlook> => answer(client.POST('/api/series/preview', { body }));

export async function bookSeries(body: SeriesBody, choice: Choice, headers: Record<string, string>): Promise<Series> {
  const series = await answer(client.POST('/api/series', { body: { ...body, choice }, headers }));
  void invalidate('appointments');
  return series;
}

const at = ({ id, version }: Pick<Series, 'id' | 'version'>) => ({ path: { series_id: id }, ifMatch: { 'If-Match': `"${version}"` } });

export function previewMove(series: Series, body: ShiftBody): Promise<Outlook> {
  return answer(client.POST('/api/series/{series_id}/move/preview', { params: { path: at(series).path }, headers: at(series).ifMatch, body }));
}

export async function moveSeries(series: Series, body: ShiftBody, choice: Choice): Promise<Series> {
  const { path, ifMatch } = at(series);
  const moved = await answer(client.POST('/api/series/{series_id}/move', { params: { path }, headers: ifMatch, body: { ...body, choice } }));
  void invalidate('appointments');
  return moved;
}

/** Those that begin at `from` or later; without, all that are to come. */
export async function cancelSeries(id: string, from: string | undefined, reason: string): Promise<Series> {
  const query = { ...(from && { from }), ...(reason && { reason }) };
  const left = await answer(client.DELETE('/api/series/{series_id}', { params: { path: { series_id: id }, query } }));
  void invalidate('appointments');
  return left;
}

/** What the server says of each date when it refuses a series for some of them. */
export function outlookOf(problem: unknown): Outlook | undefined {
  const { code, occurrences = [] } = toProblem(problem) as Problem & { occurrences?: Occurrence[] };
  return code === 'series_conflicts' ? { occurrences, free: occurrences.filter(({ free }) => free).length } : undefined;
}

/** The visits that a change of this scope is about: still to come and not cancelled or missed. */
export function within(series: Series, from: string | undefined, now = Date.now()) {
  return series.visits.filter(({ starts_at, status }) =>
    Date.parse(starts_at) > now && ['pending', 'booked', 'confirmed'].includes(status) && (from === undefined || Date.parse(starts_at) >= Date.parse(from)));
}
