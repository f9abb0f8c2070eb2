import { describe, expect, it } from 'vitest';
import { setLanguage } from '@/shared/i18n';
import { addDays, ageOn, clock, dayOf, formatAgo, formatDate, formatMoney, formatTime, instantAt, minuteOf, minutes, timeOf, weekday, weekStart } from '.';

const paris = 'Europe/Paris';
// Spaces that do not break are right in French, and hard to read in a test.
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('dates', () => {
  it('are written as the French write them, without capitals', () => {
    expect(formatDate('2026-11-20')).toBe('vendredi 20 novembre');
    expect(formatDate('2026-11-20', 'short')).toBe('20/11/2026');
    expect(formatDate('2026-12-01')).toBe('mardi 1er décembre');
    expect([formatDate('2026-12-01', 'medium'), formatDate('2026-12-01', 'column')]).toEqual(['1er déc. 2026', 'mar. 1er']);
    expect([formatDate('2026-12-01', 'short'), formatDate('2026-12-11')]).toEqual(['01/12/2026', 'vendredi 11 décembre']);
  });

  it('are written as the English write them', async () => {
    await setLanguage('en');
    expect(formatDate('2026-11-20')).toMatch(/^Friday,? 20 November$/);
  });

  it('fall on the day of the site, not of the browser', () => {
    expect(formatDate('2026-11-20T23:30:00Z', 'long', paris)).toBe('samedi 21 novembre');
    expect(formatDate('2026-11-20T23:30:00Z', 'long', 'America/Montreal')).toBe('vendredi 20 novembre');
    expect(dayOf('2026-11-20T23:30:00Z', 'Indian/Reunion')).toBe('2026-11-21');
  });

  it('use the 24-hour clock in both languages', async () => {
    expect(formatTime('2026-11-20T13:05:00Z', paris)).toBe('14:05');
    await setLanguage('en');
    expect(formatTime('2026-11-20T13:05:00Z', paris)).toBe('14:05');
  });

  it('are near when they are recent', () => {
    const now = new Date('2026-11-20T12:00:00Z');
    expect(formatAgo('2026-11-20T11:55:00Z', now)).toBe('il y a 5 minutes');
    expect(formatAgo('2026-11-19T11:00:00Z', now)).toBe('hier');
    expect(formatAgo('2026-10-19T11:00:00Z', now, paris)).toBe('19 oct. 2026');
  });
});

describe('money', () => {
  it('has as many decimals as its currency', () => {
    expect(plain(formatMoney({ amount: 2650, currency: 'EUR' }))).toBe('26,50 €');
    expect(plain(formatMoney({ amount: 12500, currency: 'TND' }))).toBe('12,500 TND');
    expect(plain(formatMoney({ amount: 5000, currency: 'XOF' }))).toMatch(/^5 000 /);
  });
});

describe('a wall-clock time of a site', () => {
  it('is an instant that shows this time there', () => {
    expect(instantAt('2026-11-20', '08:30', paris)).toBe('2026-11-20T07:30:00Z');
    expect(instantAt('2026-07-20', '08:30', paris)).toBe('2026-07-20T06:30:00Z');
    expect(instantAt('2026-11-20', '08:30', 'America/Montreal')).toBe('2026-11-20T13:30:00Z');
  });

  it('comes back from every hour of every day of a year, in zones with and without summer time', () => {
    for (const zone of [paris, 'America/Montreal', 'Indian/Reunion', 'Africa/Tunis']) {
      for (let day = '2026-01-01'; day < '2027-01-01'; day = addDays(day, 1)) {
        for (const time of ['00:30', '05:00', '12:15', '23:45']) {
          const instant = instantAt(day, time, zone);
          expect([zone, dayOf(instant, zone), timeOf(instant, zone)]).toEqual([zone, day, time]);
        }
      }
    }
  });

  it('moves one hour on when the clocks skip it, and is the first of two when they repeat it', () => {
    expect(instantAt('2026-03-29', '02:30', paris)).toBe('2026-03-29T01:30:00Z');
    expect(instantAt('2026-10-25', '02:30', paris)).toBe('2026-10-25T00:30:00Z');
  });

  it('counts minutes on the wall clock', () => {
    expect(minuteOf('2026-11-20T07:30:00Z', paris)).toBe(510);
    expect([minutes('08:30'), clock(510)]).toEqual([510, '08:30']);
  });
});

describe('days', () => {
  it('step over months and summer time', () => {
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(addDays('2026-03-29', 1)).toBe('2026-03-30');
  });

  it('belong to a week that begins on Monday', () => {
    expect([weekday('2026-11-22'), weekStart('2026-11-22'), weekStart('2026-11-16')]).toEqual([7, '2026-11-16', '2026-11-16']);
  });

  it('make an age', () => {
    expect([ageOn('1980-11-20', '2026-11-20'), ageOn('1980-11-21', '2026-11-20')]).toEqual([46, 45]);
  });
});
