import type { Schema } from '@/shared/api';

/** How many decimals a currency has: EUR 2, TND 3, XOF 0. */
export function decimals(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** How a currency is written beside a figure: `€`. */
export function currencySign(currency: string): string {
  const parts = new Intl.NumberFormat('fr', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).formatToParts(0);
  return parts.find(({ type }) => type === 'currency')?.value ?? currency;
}

/** Typed in whole units, kept in minor units: `28.5` EUR is 2850. */
export function toMoney(value: number | string, currency: string): Schema['Money'] {
  return { amount: Math.round(Number(value) * 10 ** decimals(currency)), currency };
}

export function fromMoney({ amount, currency }: Schema['Money']): number {
  return amount / 10 ** decimals(currency);
}
