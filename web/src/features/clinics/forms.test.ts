import { describe, expect, it } from 'vitest';
import { givenVisitType, visitTypeValues } from './forms';

describe('a visit type', () => {
  it('reminds a week, two days and one day before unless told otherwise, the earliest first', () => {
    const values = visitTypeValues(undefined);
    expect(values.reminder_days).toEqual(['7', '2', '1']);
    expect(givenVisitType({ ...values, reminder_days: ['1', '14', '3'] }).reminder_days).toEqual([14, 3, 1]);
    expect(givenVisitType({ ...values, reminder_days: [] }).reminder_days).toEqual([]);
  });

  it('asks for no payment unless told otherwise', () => {
    const values = visitTypeValues(undefined);
    expect(givenVisitType(values)).toMatchObject({ pay_to_confirm: false, pay_within_minutes: 30 });
    expect(givenVisitType({ ...values, pay_to_confirm: true, pay_within_minutes: '60' })).toMatchObject({ pay_to_confirm: true, pay_within_minutes: 60 });
  });
});
