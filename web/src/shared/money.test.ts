import { describe, expect, it } from 'vitest';
import { fromMoney, toMoney } from './money';

describe('an amount', () => {
  it('is kept in the minor units of its currency', () => {
    expect([toMoney(28.5, 'EUR'), toMoney('28.5', 'TND'), toMoney(3000, 'XOF')].map(({ amount }) => amount)).toEqual([2850, 28500, 3000]);
  });

  it('survives the way there and back, cents that binary cannot write included', () => {
    for (const value of [0.29, 1.1, 19.99, 4.35]) expect(fromMoney(toMoney(value, 'EUR'))).toBe(value);
  });
});
