/** A stretch of a day's wall clock in minutes since midnight: [from, until). */
export interface Span {
  from: number;
  until: number;
}

/** The same minutes, in order, without overlaps. */
export function united(spans: Span[]): Span[] {
  const result: Span[] = [];
  for (const span of [...spans].filter(({ from, until }) => from < until).sort((a, b) => a.from - b.from)) {
    const last = result[result.length - 1];
    if (last && span.from <= last.until) last.until = Math.max(last.until, span.until);
    else result.push({ ...span });
  }
  return result;
}

export function without(spans: Span[], holes: Span[]): Span[] {
  return united(holes).reduce<Span[]>(
    (rest, hole) => rest.flatMap(({ from, until }) => [{ from, until: Math.min(until, hole.from) }, { from: Math.max(from, hole.until), until }].filter((part) => part.from < part.until)),
    united(spans),
  );
}

export function shared(a: Span[], b: Span[]): Span[] {
  return united(a.flatMap((one) => b.map((other) => ({ from: Math.max(one.from, other.from), until: Math.min(one.until, other.until) }))));
}

export const dayLength = 24 * 60;
export const wholeDay: Span = { from: 0, until: dayLength };
