import createFetchClient from 'openapi-fetch';
import createQueryClient from 'openapi-react-query';
import type { components, paths } from './schema';
import { transport } from './transport';

/** The shapes of the API by name: `Schema['Patient']`. */
export type Schema = components['schemas'];

// Some addresses answer JSON or, when asked, a file: the client is for the JSON, files come by `transport`.
type JsonOf<Content> = 'application/json' extends keyof Content ? Pick<Content, 'application/json'> : Content;
type Answers<All> = { [Status in keyof All]: All[Status] extends { content: infer Content } ? Omit<All[Status], 'content'> & { content: JsonOf<Content> } : All[Status] };
type Operation<Op> = Op extends { responses: infer All } ? Omit<Op, 'responses'> & { responses: Answers<All> } : Op;
type JsonPaths = { [Path in keyof paths]: { [Method in keyof paths[Path]]: Operation<paths[Path][Method]> } };

/** For calls outside of components. Answers `{ data, error }`, never throws on a refusal. */
export const client = createFetchClient<JsonPaths>({
  baseUrl: location.origin,
  fetch: transport,
  querySerializer: { array: { style: 'form', explode: false } },
});

/** For components: `api.useQuery('get', '/api/patients', { params: { query: { q } } })`. */
export const api = createQueryClient(client);

/** For init.headers: the write is refused as `stale` when someone else has changed the row meanwhile. */
export function ifMatch(row: { version: number }): Record<string, string> {
  return { 'If-Match': `"${row.version}"` };
}

/** Options of `api.useInfiniteQuery` for the server's cursor lists. */
export const byCursor = {
  pageParamName: 'cursor',
  // null leaves the parameter out; for undefined the client would ask for page 0.
  initialPageParam: null as string | null,
  getNextPageParam: (page: { next?: string }) => page.next,
};
