import { language, useLanguage } from '@/shared/i18n';
import { siteZone, useSiteZone } from '@/shared/site/current';

const styles = {
  /** vendredi 20 novembre */
  long: { weekday: 'long', day: 'numeric', month: 'long' },
  /** vendredi 20 novembre 2026 */
  full: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  /** 20/11/2026 */
  short: { day: '2-digit', month: '2-digit', year: 'numeric' },
  /** 20 nov. 2026 */
  medium: { day: 'numeric', month: 'short', year: 'numeric' },
  /** ven. 20 */
  column: { weekday: 'short', day: 'numeric' },
  /** novembre 2026 */
  month: { month: 'long', year: 'numeric' },
  /** vendredi */
  weekday: { weekday: 'long' },
} satisfies Record<string, Intl.DateTimeFormatOptions>;
export type DateStyle = keyof typeof styles;

const cache = new Map<string, Intl.DateTimeFormat>();

function format(options: Intl.DateTimeFormatOptions, zone: string): Intl.DateTimeFormat {
  const locale = language() === 'fr' ? 'fr-FR' : 'en-GB';
  const key = `${locale} ${zone} ${JSON.stringify(options)}`;
  let found = cache.get(key);
  if (!found) cache.set(key, (found = new Intl.DateTimeFormat(locale, { timeZone: zone, ...options })));
  return found;
}

/** A calendar day (`2026-11-20`, the same in every zone) or an instant (shown in the site's zone). */
export function formatDate(value: string | Date, style: DateStyle = 'long', zone = siteZone()): string {
  const isDay = typeof value === 'string' && value.length === 10;
  const text = format(styles[style], isDay ? 'UTC' : zone).format(isDay ? new Date(`${value}T00:00:00Z`) : new Date(value));
  return language() === 'fr' ? firstOfMonth(text) : text;
}

/** The French count the first day of a month: `mardi 1er décembre`. */
function firstOfMonth(text: string): string {
  return text.replace(/(^|\s)1(?=$|\s)/, '$11er');
}

/** 24-hour clock in both languages: `08:30`. */
export function formatTime(instant: string | Date, zone = siteZone()): string {
  return format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, zone).format(new Date(instant));
}

/** `20 nov. 2026, 08:30` */
export function formatDateTime(instant: string | Date, zone = siteZone()): string {
  return `${formatDate(instant, 'medium', zone)}, ${formatTime(instant, zone)}`;
}

/** `il y a 5 minutes`, `hier`, then the date once a week has passed. */
export function formatAgo(instant: string, now: Date = new Date(), zone = siteZone()): string {
  const seconds = (Date.parse(instant) - now.getTime()) / 1000;
  const relative = new Intl.RelativeTimeFormat(language(), { numeric: 'auto' });
  if (seconds > -60) return relative.format(0, 'second');
  if (seconds > -3600) return relative.format(Math.round(seconds / 60), 'minute');
  if (seconds > -86_400) return relative.format(Math.round(seconds / 3600), 'hour');
  if (seconds > -7 * 86_400) return relative.format(Math.round(seconds / 86_400), 'day');
  return formatDate(instant, 'medium', zone);
}

/** Amounts are whole minor units; how many make one differs by currency (EUR 100, TND 1000, XOF 1). */
export function formatMoney({ amount, currency }: { amount: number; currency: string }): string {
  const money = new Intl.NumberFormat(language() === 'fr' ? 'fr-FR' : 'en-GB', { style: 'currency', currency });
  return money.format(amount / 10 ** (money.resolvedOptions().maximumFractionDigits ?? 2));
}

export function formatNumber(value: number): string {
  return value.toLocaleString(language() === 'fr' ? 'fr-FR' : 'en-GB');
}

/** The formats above for components: renders again when language or site change. */
export function useFormats() {
  useLanguage();
  useSiteZone();
  return { date: formatDate, time: formatTime, dateTime: formatDateTime, ago: formatAgo, money: formatMoney, number: formatNumber };
}
