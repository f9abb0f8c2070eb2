import { useEffect, useSyncExternalStore } from 'react';
import { onSession, sessionState } from '@/shared/api/session';
import { language } from '@/shared/i18n';
import { gateway } from '../api';
import { Keeper } from './keeper';
import type { Consultation } from './values';

// In memory alone: what is typed may not outlive the log-out.
const keepers = new Map<string, Keeper>();
let owner: string | undefined;

function forgetOthers() {
  const session = sessionState();
  const user = session.phase === 'in' ? session.user.id : undefined;
  if (user !== owner) {
    keepers.forEach((keeper) => keeper.stop());
    keepers.clear();
  }
  owner = user;
}
onSession(forgetOthers);

function keeperOf(row: Consultation): Keeper {
  forgetOthers();
  const known = keepers.get(row.id);
  // Read anew: a draft that waits for nothing follows what somebody else has saved.
  if (known && !(known.isClean && row.version > known.read().version)) return known;
  known?.stop();
  const keeper = new Keeper(row, gateway, language());
  keepers.set(row.id, keeper);
  return keeper;
}

/** Once signed there is nothing to keep. */
export function dropDraft(id: string): void {
  keepers.get(id)?.stop();
  keepers.delete(id);
}

/** The draft as it is typed, saved a moment after each change; leaving the page saves at once. */
export function useDraft(row: Consultation) {
  const keeper = keeperOf(row);
  const snapshot = useSyncExternalStore(keeper.watch, () => keeper.snapshot);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (keeper.isClean) return;
      void keeper.flush();
      event.preventDefault();
    };
    const online = () => void keeper.flush();
    window.addEventListener('beforeunload', warn);
    window.addEventListener('online', online);
    return () => {
      window.removeEventListener('beforeunload', warn);
      window.removeEventListener('online', online);
      void keeper.flush();
    };
  }, [keeper]);
  return { keeper, ...snapshot };
}
