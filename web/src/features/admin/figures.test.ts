import { describe, expect, it } from 'vitest';
import { bytesText, uptimeText } from './figures';

const plain = (text: string) => text.replace(/[\u202f\u00a0]/g, ' ').replace(',', '.');

describe('figures of the system', () => {
  it('tell bytes in the unit that keeps them short', () => {
    expect([0, 999, 1234567, 482_000_000, 48_100].map((bytes) => plain(bytesText(bytes, 'fr')))).toEqual(['0 o', '999 o', '1.2 Mo', '482 Mo', '48.1 Ko']);
    expect(plain(bytesText(2_500_000_000, 'en'))).toBe('2.5 GB');
  });

  it('tell how long it has run in two units', () => {
    expect([59, 3600 * 5 + 120, 93_784].map((seconds) => uptimeText(seconds, 'fr'))).toEqual(['0 min', '5 h 2 min', '1 j 2 h']);
  });
});
