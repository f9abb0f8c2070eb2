import { api, byCursor, client, ifMatch, type Schema } from '@/shared/api';
import type { Body } from '@/shared/api/body';
import { answer } from '@/shared/editing/answer';

type Headers = Record<string, string>;
export type WishLine = Schema['WishLine'];
export type Offer = Schema['WaitingOffer'];
export type Rules = Schema['WaitingRules'];

export interface WishFilter {
  site_id?: string;
  visit_type_id?: string;
  practitioner_id?: string;
  in_queue?: boolean;
}

export const useWishes = (filter: WishFilter) => api.useInfiniteQuery('get', '/api/waiting-list', { params: { query: { ...filter, limit: 50 } } }, byCursor);
export const useMyWishes = () => api.useQuery('get', '/api/waiting-list', { params: { query: { in_queue: true } } });

const wishPath = (id: string) => ({ path: { id } });
export const readWish = (id: string): Promise<WishLine> => answer(client.GET('/api/waiting-list/{id}', { params: wishPath(id) }));
export const makeWish = (body: Body<'post', '/api/waiting-list'>, headers: Headers): Promise<WishLine> => answer(client.POST('/api/waiting-list', { body, headers }));
export const saveWish = (id: string, body: Body<'put', '/api/waiting-list/{id}'>, headers: Headers): Promise<WishLine> =>
  answer(client.PUT('/api/waiting-list/{id}', { params: wishPath(id), body, headers }));
export const withdrawWish = (wish: WishLine): Promise<WishLine> => answer(client.DELETE('/api/waiting-list/{id}', { params: wishPath(wish.id), headers: ifMatch(wish) }));
export const offerTime = (wish: WishLine, body: Body<'post', '/api/waiting-list/{id}/offers'>): Promise<WishLine> =>
  answer(client.POST('/api/waiting-list/{id}/offers', { params: wishPath(wish.id), body }));

const offerPath = (offer_id: string) => ({ path: { offer_id } });
export const useOffer = (id: string) => api.useQuery('get', '/api/offers/{offer_id}', { params: offerPath(id) });
export const acceptOffer = (id: string): Promise<Schema['Appointment']> => answer(client.POST('/api/offers/{offer_id}/accept', { params: offerPath(id) }));
export const declineOffer = (id: string): Promise<Offer> => answer(client.POST('/api/offers/{offer_id}/decline', { params: offerPath(id) }));

const rulesPath = (site_id: string) => ({ path: { site_id } });
export const useRules = (site: string, enabled: boolean) => api.useQuery('get', '/api/waiting-rules/{site_id}', { params: rulesPath(site) }, { enabled });
export const readRules = (site: string): Promise<Rules> => answer(client.GET('/api/waiting-rules/{site_id}', { params: rulesPath(site) }));
export const saveRules = (site: string, body: Body<'put', '/api/waiting-rules/{site_id}'>, headers: Headers): Promise<Rules> =>
  answer(client.PUT('/api/waiting-rules/{site_id}', { params: rulesPath(site), body, headers }));
