import { describe, expect, it } from 'vitest';
import { copiedDay, faultsOf, nextSpan, onBar, totalMinutes, typedTime, type Span } from './week';

const span = (weekday: number, opens: string, closes: string, more: Partial<Span> = {}): Span => ({ weekday, opens, closes, ...more });

describe('a typed time', () => {
  it('is understood the way people write it', () => {
    expect(['9', '9h', '9h30', '9:30', '09.30', '930', '0930', '18H', '24'].map(typedTime)).toEqual(
      ['09:00', '09:00', '09:30', '09:30', '09:30', '09:30', '09:30', '18:00', '24:00'],
    );
  });

  it('is none when no clock shows it', () => {
    expect(['', '25', '9h75', '24:30', 'midi', '12345'].map(typedTime)).toEqual([undefined, undefined, undefined, undefined, undefined, undefined]);
  });
});

describe('the spans of a week', () => {
  it('must end after they begin and not overlap', () => {
    const faults = faultsOf([span(1, '09:00', '12:00'), span(1, '11:00', '13:00'), span(1, '15:00', '14:00'), span(2, '', '12:00'), span(2, '09:00', '12:00')]);
    expect([...faults]).toEqual([[1, 'overlap'], [2, 'order'], [3, 'time']]);
  });

  it('may touch, and may share hours in different seasons', () => {
    expect(faultsOf([span(1, '09:00', '12:00'), span(1, '12:00', '13:00')]).size).toBe(0);
    expect(faultsOf([span(1, '09:00', '12:00', { valid_until: '2026-06-30' }), span(1, '10:00', '13:00', { valid_from: '2026-07-01' })]).size).toBe(0);
  });

  it('overlap at two sites too: nobody can be in two places', () => {
    expect(faultsOf([span(1, '09:00', '12:00', { site_id: 'a' }), span(1, '10:00', '11:00', { site_id: 'b' })], true).get(1)).toBe('overlap');
  });

  it('are copied to other days in place of what was there', () => {
    const copied = copiedDay([span(1, '09:00', '12:00'), span(2, '14:00', '15:00'), span(3, '08:00', '09:00')], 1, [2]);
    expect(copied.map(({ weekday, opens }) => `${weekday} ${opens}`)).toEqual(['1 09:00', '2 09:00', '3 08:00']);
  });

  it('are suggested: a morning, then an afternoon, then later', () => {
    const first = nextSpan([], 1);
    const second = nextSpan([first], 1);
    expect([first, second, nextSpan([first, second], 1)].map(({ opens, closes }) => `${opens}–${closes}`)).toEqual(['09:00–12:00', '14:00–18:00', '19:00–20:00']);
  });

  it('add up, faults aside', () => {
    expect(totalMinutes([span(1, '09:00', '12:00'), span(1, '14:00', '18:30'), span(1, '20:00', '19:00')])).toBe(450);
  });

  it('are drawn within the bar', () => {
    expect(onBar(span(1, '06:00', '22:00'))).toEqual({ left: 0, width: 100 });
    expect(onBar(span(1, '05:00', '14:00'))).toEqual({ left: 0, width: 50 });
    expect(onBar(span(1, '14:00', '14:00'))).toBeUndefined();
  });
});
