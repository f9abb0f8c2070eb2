import type { paths } from './schema';

type Sent<Operation> = Operation extends { requestBody?: infer Body } ? (NonNullable<Body> extends { content: { 'application/json': infer Json } } ? Json : never) : never;

/** What a call sends: `Body<'post', '/api/patients'>`. */
export type Body<Method extends 'post' | 'put' | 'patch', Path extends keyof paths> = Sent<paths[Path][Method]>;
