import { describe, expect, it } from 'vitest';
import { between, bytesText, millisecondsText, percentile, rate, uptimeText } from './figures';

const plain = (text: string) => text.replace(/[\u202f\u00a0]/g, ' ').replace(',', '.');

describe('figures of the system', () => {
  it('tell bytes in the unit that keeps them short', () => {
    expect([0, 999, 1234567, 482_000_000, 48_100].map((bytes) => plain(bytesText(bytes, 'fr')))).toEqual(['0 o', '999 o', '1.2 Mo', '482 Mo', '48.1 Ko']);
    expect(plain(bytesText(2_500_000_000, 'en'))).toBe('2.5 GB');
  });

  it('tell how long it has run in two units', () => {
    expect([59, 3600 * 5 + 120, 93_784].map((seconds) => uptimeText(seconds, 'fr'))).toEqual(['0 min', '5 h 2 min', '1 j 2 h']);
  });

  it('tell short times in milliseconds, long ones in seconds', () => {
    expect([0.84, 12.34, 250.4, 1240].map((ms) => plain(millisecondsText(ms, 'fr')))).toEqual(['0.8 ms', '12.3 ms', '250 ms', '1.2 s']);
  });

  it('tell rates and percentiles of the time between two looks', () => {
    const steps = (...answers: number[]) => answers.map((count, index) => ({ at_most_ms: [1, 10, 100][index] ?? 0, answers: count }));
    expect(rate(100, 160, 5)).toBe(12);
    expect(rate(undefined, 50, 0)).toBe(50);
    const seen = between(steps(100, 100, 100), steps(100, 190, 200));
    expect(seen.map(({ answers }) => answers)).toEqual([0, 90, 100]);
    expect(percentile(seen, 0.45)).toBeCloseTo(5.5);
    expect(percentile(seen, 0.95)).toBeCloseTo(55);
    expect(percentile(between(seen, seen), 0.5)).toBeUndefined();
    expect(percentile([], 0.5)).toBeUndefined();
  });
});
