import { api, client, type Schema } from '@/shared/api';
import { answer } from '@/shared/editing/answer';
import { useSiteZone } from '@/shared/site';
import type { Wish } from './api';
import type { Choice } from './routes';
import type { Catalogue, Source } from './source';

export type PublicPractitioner = Schema['PublicPractitioner'];
type Offering = Schema['Offering'];

const none: Offering = { practitioners: [], visit_types: [], sites: [] };
const found = <T extends { id: string }>(list: T[], id: string) => list.find((item) => item.id === id);
const options = { staleTime: 60_000 };

/** What everybody may book: with everyone, or on the page of one. */
export function useOffering(slug: string | undefined) {
  const all = api.useQuery('get', '/api/public/practitioners', {}, { ...options, enabled: !slug });
  const one = api.useQuery('get', '/api/public/practitioners/{slug}', { params: { path: { slug: slug ?? '' } } }, { ...options, enabled: !!slug });
  return slug ? one : all;
}

/** Only who is told as a practitioner is here: nothing is known of others. */
export function publicSource(slug: string | undefined): Source {
  const useCatalogue = (): Catalogue => {
    const { data = none, isPending, error, refetch } = useOffering(slug);
    const zone = useSiteZone();
    return {
      practitioner: (id) => found(data.practitioners, id),
      visitType: (id) => found(data.visit_types, id),
      site: (id) => found(data.sites, id),
      practitioners: data.practitioners,
      visitTypes: data.visit_types,
      sites: data.sites,
      zone: data.sites[0]?.time_zone ?? zone,
      isPending,
      error: error ?? undefined,
      refetch,
    };
  };
  return {
    path: publicPath(slug),
    signedIn: false,
    useCatalogue,
    useFree: (wish, from, until) => api.useQuery('get', '/api/public/slots', { params: { query: { ...wish, from, until } } }, { staleTime: 10_000 }),
    findFirst: async (wish: Wish, from) => (await answer(client.GET('/api/public/slots', { params: { query: { ...wish, from } } }))).items[0],
  };
}

export const publicPath = (slug: string | undefined) => (slug ? `/rdv/${slug}` : '/rdv');

/** An address with what was chosen in it, for links that leave the page: to the confirmation, or out of a frame. */
export function withChoice(path: string, { week: _week, embed: _embed, ...choice }: Choice): string {
  const given = Object.entries(choice).filter((pair): pair is [string, string] => typeof pair[1] === 'string');
  return given.length > 0 ? `${path}?${new URLSearchParams(given)}` : path;
}
