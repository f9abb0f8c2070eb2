import type { AnyRouter } from '@tanstack/react-router';
import { queries } from '@/shared/api';
import { onSession, sessionState } from '@/shared/api/session';
import { clearToasts } from '@/shared/ui/toast';

/** When the session ends or passes to another person: nothing read before may stay, and the page's guard runs again. */
export function followSession(router: AnyRouter): void {
  const whoNow = () => {
    const session = sessionState();
    return session.phase === 'in' ? session.user.id : undefined;
  };
  let who = whoNow();
  onSession(() => {
    if (whoNow() === who) return;
    who = whoNow();
    queries.clear();
    clearToasts();
    void router.invalidate();
  });
}
