import { language } from '@/shared/i18n';

const locale = () => (language() === 'fr' ? 'fr-FR' : 'en-GB');

/** 0.123 → `12,3 %` (`12.3%`); nothing → an en dash. */
export function percent(ratio: number | undefined, digits = 1): string {
  return ratio === undefined ? '–' : ratio.toLocaleString(locale(), { style: 'percent', maximumFractionDigits: digits });
}

/** How a figure has changed, with its sign: `+12 %`. */
export function changeText(ratio: number): string {
  return ratio.toLocaleString(locale(), { style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' });
}

export function count(value: number | undefined, digits = 0): string {
  return value === undefined ? '–' : value.toLocaleString(locale(), { maximumFractionDigits: digits });
}

/** Minutes as hours: 450 → `7 h 30`. */
export function hoursText(minutes: number): string {
  const rest = minutes % 60;
  return `${count(Math.floor(minutes / 60))} h${rest ? ` ${String(rest).padStart(2, '0')}` : ''}`;
}
