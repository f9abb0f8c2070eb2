import { describe, expect, it } from 'vitest';
import { givenVisitType, visitTypeValues } from './forms';

describe('a visit type', () => {
  it('reminds a week, two days and one day before unless told otherwise, the earliest first', () => {
    const values = visitTypeValues(undefined);
    expect(values.reminder_days).toEqual(['7', '2', '1']);
    expect(givenVisitType({ ...values, reminder_days: ['1', '14', '3'] }).reminder_days).toEqual([14, 3, 1]);
    expect(givenVisitType({ ...values, reminder_days: [] }).reminder_days).toEqual([]);
  });
});
