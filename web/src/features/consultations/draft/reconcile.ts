import type { Typed } from './values';

export interface Conflict {
  field: keyof Typed;
  theirs: Typed[keyof Typed];
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/**
 * Somebody saved the draft meanwhile (a second tab, mostly). What only one side has changed is taken from that side; where both
 * have, mine stays on screen and theirs is shown beside it.
 */
export function reconcile(base: Typed, mine: Typed, theirs: Typed): { typed: Typed; conflicts: Conflict[] } {
  const typed = { ...mine } as Record<keyof Typed, unknown>;
  const conflicts: Conflict[] = [];
  for (const field of Object.keys(mine) as (keyof Typed)[]) {
    if (same(mine[field], base[field])) typed[field] = theirs[field];
    else if (!same(theirs[field], base[field]) && !same(theirs[field], mine[field])) conflicts.push({ field, theirs: theirs[field] });
  }
  return { typed: typed as Typed, conflicts };
}
