import { useSyncExternalStore } from 'react';

// What can be opened over any page, from any place of the shell.
let state = { palette: false, paletteSeen: false, help: false };
const listeners = new Set<() => void>();

function change(next: Partial<typeof state>) {
  state = { ...state, ...next };
  listeners.forEach((listener) => listener());
}

export const openPalette = () => change({ palette: true, paletteSeen: true });
export const closePalette = () => change({ palette: false });
export const showHelp = (help: boolean) => change({ help });

export function usePanels() {
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return { ...useSyncExternalStore(subscribe, () => state), openPalette, closePalette, showHelp };
}
