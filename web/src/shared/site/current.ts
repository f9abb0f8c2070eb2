import { useSyncExternalStore } from 'react';
import { remember, remembered } from '@/shared/remember';
import type { components } from '@/shared/api/schema';

type Site = components['schemas']['Site'];

// Until the sites are known (log-in pages), dates are shown in the zone of the browser.
let zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
let chosen = remembered('site');
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const siteZone = () => zone;
export const useSiteZone = () => useSyncExternalStore(subscribe, siteZone);

/** The site picked on this browser; undefined means all or none yet. */
export const useChosenSite = () => useSyncExternalStore(subscribe, () => chosen);

export function chooseSite(id: string | undefined): void {
  chosen = id;
  remember('site', id);
  listeners.forEach((listener) => listener());
}

/** Dates follow the chosen site's zone, else the first site's. */
export function followZone(sites: Site[]): void {
  const next = (sites.find(({ id }) => id === chosen) ?? sites[0])?.time_zone;
  if (!next || next === zone) return;
  zone = next;
  listeners.forEach((listener) => listener());
}
