import { describe, expect, it } from 'vitest';
import { setLanguage } from '@/shared/i18n';
import { monthChoices, monthOf, ruleOf, saidMonthDay, saidRule, weekly } from './rule';

describe('a repetition', () => {
  it('becomes a rule', () => {
    expect(ruleOf(weekly, '2026-06-02')).toBe('FREQ=WEEKLY;BYDAY=TU;COUNT=10');
    expect(ruleOf({ ...weekly, interval: 2, weekdays: [4, 2], ends: 'until', until: '2026-12-31' }, '2026-06-02')).toBe('FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;UNTIL=20261231');
    expect(ruleOf({ ...weekly, unit: 'day', count: 5 }, '2026-06-02')).toBe('FREQ=DAILY;COUNT=5');
    expect(ruleOf({ ...weekly, unit: 'month', month: 'BYDAY=1TU', count: 6 }, '2026-06-02')).toBe('FREQ=MONTHLY;BYDAY=1TU;COUNT=6');
  });

  it('by months is on a date, a weekday, or the last of them', () => {
    expect(monthChoices('2026-06-16')).toEqual(['BYMONTHDAY=16', 'BYDAY=3TU']);
    expect(monthChoices('2026-06-30')).toEqual(['BYMONTHDAY=30', 'BYDAY=5TU', 'BYDAY=-1TU', 'BYMONTHDAY=-1']);
    expect(monthChoices('2026-06-24')).toEqual(['BYMONTHDAY=24', 'BYDAY=4WE', 'BYDAY=-1WE']);
  });

  it('keeps its kind when the first day moves', () => {
    expect(monthOf({ month: 'BYDAY=1TU' }, '2026-06-10')).toBe('BYDAY=2WE');
    expect(monthOf({ month: 'BYDAY=-1TU' }, '2026-06-29')).toBe('BYDAY=-1MO');
    expect(monthOf({ month: 'BYMONTHDAY=2' }, '2026-06-10')).toBe('BYMONTHDAY=10');
    expect(monthOf({ month: '' }, '2026-06-10')).toBe('BYMONTHDAY=10');
  });
});

describe('a rule in words', () => {
  it('is French', () => {
    expect(saidRule('FREQ=WEEKLY;BYDAY=TU;COUNT=10', 'fr')).toBe('Chaque semaine, le mardi, 10 fois');
    expect(saidRule('FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;UNTIL=20261231', 'fr')).toBe('Toutes les 2 semaines, le mardi et jeudi, jusqu’au 31 déc. 2026');
    expect(saidRule('FREQ=DAILY;INTERVAL=3;COUNT=1', 'fr')).toBe('Tous les 3 jours, 1 fois');
    expect(saidRule('FREQ=MONTHLY;BYDAY=-1FR;COUNT=6', 'fr')).toBe('Chaque mois, le dernier vendredi, 6 fois');
    expect(saidMonthDay('BYDAY=3TU')).toBe('le troisième mardi');
  });

  it('is English', async () => {
    await setLanguage('en');
    expect(saidRule('FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=10', 'en')).toBe('Every 2 weeks on Tuesday and Thursday, 10 times');
    expect(saidRule('FREQ=MONTHLY;BYMONTHDAY=15;UNTIL=20270115T225959Z', 'en')).toBe('Every month on the 15, until 15 Jan 2027');
    expect(saidRule('FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3', 'en')).toBe('Every month on the last day, 3 times');
  });
});
