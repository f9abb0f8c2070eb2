import type { Schema } from '@/shared/api';

type Money = Schema['Money'];

/** What to hand back of the cash that was given; nothing while it is not enough. */
export function change(given: number, due: Money): Money | undefined {
  return given >= due.amount ? { amount: given - due.amount, currency: due.currency } : undefined;
}

/** The sum of lines as they are typed: for people to see while they type; the server's is the one that counts. */
export function sumOf(lines: { quantity: number | string; price: number | string }[], minor: (value: number | string) => number): number {
  return lines.reduce((sum, { quantity, price }) => sum + Number(quantity || 0) * minor(price), 0);
}

/** What of a payment was not given back yet, in minor units. */
export function leftOf(payment: Schema['Payment'], all: Schema['Payment'][]): number {
  const back = all.filter(({ refunds_id }) => refunds_id === payment.id);
  return back.reduce((left, { amount }) => left - amount.amount, payment.amount.amount);
}
