import { useSyncExternalStore } from 'react';
import type { Visit } from './list';

const period = 20_000;
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function tick() {
  now = Date.now();
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) {
    tick();
    timer = setInterval(tick, period);
    document.addEventListener('visibilitychange', tick);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    document.removeEventListener('visibilitychange', tick);
  };
}

/** The time now (ms), renewed a few times a minute, one timer for the whole screen. */
export const useNow = () => useSyncExternalStore(subscribe, () => now);

/** Whole minutes that someone who has arrived has been waiting. */
export function waited({ arrived_at }: Visit, at: number): number {
  return arrived_at ? Math.max(0, Math.floor((at - Date.parse(arrived_at)) / 60_000)) : 0;
}
