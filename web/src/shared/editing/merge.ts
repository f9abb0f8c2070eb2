type Tree = Record<string, unknown>;

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/**
 * A form's values after the row behind it was read again: what the user has changed stays as typed, everything else
 * takes the new value. Lists count as one value.
 */
export function merged<T extends Tree>(initial: T, typed: T, fresh: T): T {
  const result: Tree = {};
  for (const key of new Set([...Object.keys(fresh), ...Object.keys(typed)])) {
    const [before, now, next] = [initial[key], typed[key], fresh[key]];
    if (isTree(before) && isTree(now) && isTree(next)) result[key] = merged(before, now, next);
    else result[key] = same(before, now) ? next : now;
  }
  return result as T;
}

/** For the API, where an empty optional member is left out: `''` becomes undefined. */
export function given(text: string | null | undefined): string | undefined {
  return text?.trim() || undefined;
}
