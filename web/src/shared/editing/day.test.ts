import { describe, expect, it } from 'vitest';
import { shownDay, typedDay } from './day';

describe('a typed day', () => {
  it('is understood in the usual spellings', () => {
    for (const typed of ['31/01/1980', '31.1.1980', '31011980', '1980-01-31', ' 31-01-1980 ']) expect(typedDay(typed)).toBe('1980-01-31');
  });

  it('is none when it does not exist', () => {
    for (const typed of ['31/02/1980', '32/01/1980', 'hier', '', '1980']) expect(typedDay(typed)).toBeUndefined();
  });

  it('is shown the way it is typed', () => {
    expect(typedDay(shownDay('1980-01-31'))).toBe('1980-01-31');
    expect(shownDay(undefined)).toBe('');
  });
});
