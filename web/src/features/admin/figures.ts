import { formatNumber } from '@/shared/time';

const units = ['o', 'Ko', 'Mo', 'Go', 'To'];
const englishUnits = ['B', 'KB', 'MB', 'GB', 'TB'];

/** 1234567 → `1,2 Mo` (`1.2 MB`). */
export function bytesText(bytes: number, language: 'fr' | 'en'): string {
  const power = Math.min(Math.max(0, Math.floor(Math.log10(Math.max(bytes, 1)) / 3)), units.length - 1);
  const value = bytes / 1000 ** power;
  const shown = power === 0 || value >= 100 ? Math.round(value) : Math.round(value * 10) / 10;
  return `${formatNumber(shown)}\u202f${(language === 'fr' ? units : englishUnits)[power]}`;
}

/** 93784 → `1 j 2 h`; two units are enough. */
export function uptimeText(seconds: number, language: 'fr' | 'en'): string {
  const [days, hours, minutes] = [Math.floor(seconds / 86_400), Math.floor((seconds % 86_400) / 3600), Math.floor((seconds % 3600) / 60)];
  if (days > 0) return `${days} ${language === 'fr' ? 'j' : 'd'} ${hours} h`;
  return hours > 0 ? `${hours} h ${minutes} min` : `${minutes} min`;
}

/** 0.84 → `0,8 ms`, 1240 → `1,2 s`. */
export function millisecondsText(ms: number, language: 'fr' | 'en'): string {
  const tenths = (value: number) => (value >= 100 ? Math.round(value) : Math.round(value * 10) / 10).toLocaleString(language);
  return ms < 1000 ? `${tenths(ms)}\u202fms` : `${tenths(ms / 1000)}\u202fs`;
}

export const rate = (before: number | undefined, now: number, seconds: number): number => Math.max(0, now - (before ?? 0)) / Math.max(seconds, 1);

/** Answers within so many milliseconds, cumulative. */
export interface Step {
  at_most_ms: number;
  answers: number;
}

/** The answers of the time between two looks. */
export function between(before: Step[] | undefined, now: Step[]): Step[] {
  return now.map(({ at_most_ms, answers }, index) => ({ at_most_ms, answers: answers - (before?.[index]?.answers ?? 0) }));
}

/** The time within which this share of the answers came: as fine as the steps, even within one. Nothing without answers. */
export function percentile(steps: Step[], share: number): number | undefined {
  const all = steps.at(-1)?.answers ?? 0;
  if (all <= 0) return undefined;
  const wanted = all * share;
  let [bound, below] = [0, 0];
  for (const { at_most_ms, answers } of steps) {
    if (answers >= wanted) return bound + ((at_most_ms - bound) * (wanted - below)) / Math.max(answers - below, 1);
    [bound, below] = [at_most_ms, answers];
  }
  return bound;
}
