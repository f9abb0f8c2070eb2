import { expect, test } from 'vitest';
import type { Schema } from '@/shared/api';
import { change, leftOf, sumOf } from './sums';

const euros = (amount: number) => ({ amount, currency: 'EUR' });
const payment = (id: string, amount: number, refunds_id?: string) =>
  ({ id, amount: euros(amount), refunds_id, kind: refunds_id ? 'refund' : 'payment' }) as Schema['Payment'];

test('change is what was given above what is due', () => {
  expect(change(5000, euros(3000))).toEqual(euros(2000));
  expect(change(3000, euros(3000))).toEqual(euros(0));
  expect(change(2999, euros(3000))).toBeUndefined();
});

test('lines are summed while they are typed, unfinished ones too', () => {
  const minor = (value: number | string) => Math.round(Number(value) * 100);
  expect(sumOf([{ quantity: 2, price: 12.5 }, { quantity: '', price: 3 }, { quantity: 1, price: '' }], minor)).toBe(2500);
});

test('of a payment is left what its refunds have not given back', () => {
  const first = payment('a', 3000);
  expect(leftOf(first, [first, payment('b', 500, 'a'), payment('c', 100, 'x')])).toBe(2500);
});
