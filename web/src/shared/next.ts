import { remember, remembered } from '@/shared/remember';
import { ownPath } from '@/shared/routing';

const hour = 3_600_000;

/**
 * Where somebody wanted to go before they had to prove who they are, for ways in that lead through a mail or another site. Kept on
 * this browser, because a mail's link opens a tab of its own; for an hour, and for one entry.
 */
export function keepNext(path: string | undefined): void {
  remember('next', path && `${Date.now() + hour} ${path}`);
}

export function takeNext(): string | undefined {
  const [until, path] = (remembered('next') ?? '').split(/ (.*)/);
  remember('next', undefined);
  return Number(until) > Date.now() ? ownPath(path) : undefined;
}
