import { createContext, useContext } from 'react';
import type { Schema } from '@/shared/api';
import { useDirectory } from '@/shared/directory';
import { useSiteZone } from '@/shared/site';
import type { Day } from '@/shared/time';
import { findFirst, useFree, type Wish } from './api';
import type { Slot } from './slots';

export type Person = Pick<Schema['Practitioner'], 'id' | 'title' | 'first_name' | 'last_name' | 'specialty'>;
export type Kind = Pick<Schema['VisitType'], 'id' | 'name' | 'duration_minutes' | 'price' | 'colour' | 'modes' | 'horizon_days' | 'practitioner_ids'> &
  Partial<Pick<Schema['VisitType'], 'cancel_notice_minutes' | 'pay_to_confirm' | 'pay_within_minutes'>>;
export type Place = Pick<Schema['Site'], 'id' | 'name' | 'address' | 'phone' | 'time_zone'>;

/** By id whatever a visit names; the lists are what can be booked online. */
export interface Catalogue {
  practitioner: (id: string) => Person | undefined;
  visitType: (id: string) => Kind | undefined;
  site: (id: string) => Place | undefined;
  practitioners: Person[];
  visitTypes: Kind[];
  sites: Place[];
  /** In which today is today. */
  zone: string;
  isPending: boolean;
  error?: object | null;
  refetch: () => unknown;
}

/** Where the steps of a booking look things up, and the address that holds what was chosen: one's own, or the public's. */
export interface Source {
  path: string;
  /** Who asks has an account: they may wait for a place, or book for a child of theirs. */
  signedIn: boolean;
  useCatalogue: () => Catalogue;
  useFree: (wish: Wish, from: Day, until: Day) => { data?: { items: Slot[] }; error?: object | null; isPending: boolean; refetch: () => unknown };
  findFirst: (wish: Wish, from: Day) => Promise<Slot | undefined>;
}

const online = ({ online_bookable }: { online_bookable: boolean }) => online_bookable;

function useOwnCatalogue(): Catalogue {
  const directory = useDirectory();
  const zone = useSiteZone();
  return { ...directory, zone, practitioners: directory.practitioners.filter(online), visitTypes: directory.visitTypes.filter(online) };
}

const own: Source = { path: '/book', signedIn: true, useCatalogue: useOwnCatalogue, useFree, findFirst };

export const SourceContext = createContext(own);
export const useSource = () => useContext(SourceContext);

export function useCatalogue(): Catalogue {
  const source = useSource();
  return source.useCatalogue();
}
