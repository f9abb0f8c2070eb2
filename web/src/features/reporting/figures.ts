import { language } from '@/shared/i18n';

const locale = () => (language() === 'fr' ? 'fr-FR' : 'en-GB');

/** 0.123 → `12,3 %` (`12.3%`); nothing → an en dash. */
export function percent(ratio: number | undefined, digits = 1): string {
  return ratio === undefined ? '–' : ratio.toLocaleString(locale(), { style: 'percent', maximumFractionDigits: digits });
}

/** A sign is a minus, not the hyphen that the browser writes. */
const signed = (value: number, options: Intl.NumberFormatOptions) =>
  value.toLocaleString(locale(), { signDisplay: 'exceptZero', ...options }).replace('-', '−');

/** How a figure has changed, with its sign: `+12 %`. */
export function changeText(ratio: number): string {
  return signed(ratio, { style: 'percent', maximumFractionDigits: 0 });
}

/** How a rate has changed, in points: from 5 % to 6 % is `+1`, and not twenty per cent more. */
export function pointsText(change: number): string {
  return signed(change * 100, { maximumFractionDigits: 1 });
}

export function count(value: number | undefined, digits = 0): string {
  return value === undefined ? '–' : value.toLocaleString(locale(), { maximumFractionDigits: digits });
}

/** Minutes as hours: 450 → `7 h 30`. */
export function hoursText(minutes: number): string {
  const rest = minutes % 60;
  return `${count(Math.floor(minutes / 60))} h${rest ? ` ${String(rest).padStart(2, '0')}` : ''}`;
}
