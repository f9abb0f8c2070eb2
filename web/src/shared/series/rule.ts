import { addDays, formatDate, weekday, type Day } from '@/shared/time';
import { t } from './i18n';

export type Unit = 'day' | 'week' | 'month';

/** How something is repeated, as the form asks for it. */
export interface Repeat {
  unit: Unit;
  /** Empty while it is typed anew, as `count`. */
  interval: number | '';
  /** 1 = Monday … 7 = Sunday; for weeks; none: that of the first day. */
  weekdays: number[];
  /** A part of the rule, one of `monthChoices`; for months. */
  month: string;
  ends: 'count' | 'until';
  count: number | '';
  until: Day | null;
}

const names = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const frequency: Record<Unit, string> = { day: 'DAILY', week: 'WEEKLY', month: 'MONTHLY' };
/** As many as the server books at once. */
export const mostTimes = 104;

export const weekly: Repeat = { unit: 'week', interval: 1, weekdays: [], month: '', ends: 'count', count: 10, until: null };

export const weekdaysOf = ({ weekdays }: Pick<Repeat, 'weekdays'>, first: Day) => (weekdays.length > 0 ? weekdays : [weekday(first)]);

const dayOfMonth = (day: Day) => Number(day.slice(8));
const isLast = (day: Day, step: number) => addDays(day, step).slice(0, 7) !== day.slice(0, 7);

/** Which days of a month the first day may stand for: the 17th, the third Tuesday, the last Tuesday, the last day. */
export function monthChoices(first: Day): string[] {
  const date = dayOfMonth(first);
  const name = names[weekday(first) - 1];
  return [
    `BYMONTHDAY=${date}`,
    `BYDAY=${Math.ceil(date / 7)}${name}`,
    ...(isLast(first, 7) ? [`BYDAY=-1${name}`] : []),
    ...(isLast(first, 1) ? ['BYMONTHDAY=-1'] : []),
  ];
}

/** What is chosen of the month, or, when the first day has moved away from it, the same kind of day. */
export function monthOf({ month }: Pick<Repeat, 'month'>, first: Day): string {
  const choices = monthChoices(first);
  const kind = (part: string) => part.replace(/\d+|[A-Z]{2}$/g, '');
  return choices.find((one) => one === month) ?? choices.find((one) => kind(one) === kind(month)) ?? choices[0]!;
}

/** The rule as RFC 5545 writes it. */
export function ruleOf(repeat: Repeat, first: Day): string {
  const { unit, interval, ends, count, until } = repeat;
  const days = [...weekdaysOf(repeat, first)].sort().map((day) => names[day - 1]).join(',');
  return [
    `FREQ=${frequency[unit]}`,
    interval !== '' && interval > 1 && `INTERVAL=${interval}`,
    unit === 'week' && `BYDAY=${days}`,
    unit === 'month' && monthOf(repeat, first),
    ends === 'until' && until ? `UNTIL=${until.replaceAll('-', '')}` : `COUNT=${count || 1}`,
  ].filter(Boolean).join(';');
}

// 2024 began on a Monday.
const dayName = (day: number) => formatDate(addDays('2024-01-01', day - 1), 'weekday', 'UTC');

export function saidMonthDay(part: string): string {
  const [name = '', value = ''] = part.split('=');
  if (name === 'BYMONTHDAY') return value === '-1' ? t('on.last') : t('on.day', { day: value });
  const [, nth = '', code = ''] = /^(-?\d)([A-Z]{2})$/.exec(value) ?? [];
  const day = dayName(names.indexOf(code) + 1);
  return nth === '-1' ? t('on.lastWeekday', { weekday: day }) : t('on.nth', { nth: t(`nth.${nth as '1' | '2' | '3' | '4' | '5'}`), weekday: day });
}

const list = (words: string[], language: string) => new Intl.ListFormat(language === 'fr' ? 'fr-FR' : 'en-GB').format(words);

/** « Toutes les 2 semaines, le mardi et jeudi, 10 fois »: a rule as people say it. */
export function saidRule(rule: string, language: string): string {
  const parts = Object.fromEntries(rule.split(';').map((part) => part.split('='))) as Record<string, string | undefined>;
  const unit = (Object.keys(frequency) as Unit[]).find((one) => frequency[one] === parts.FREQ) ?? 'week';
  const every = t(`say.${unit}`, { count: Number(parts.INTERVAL ?? 1) });
  let said = every;
  if (unit !== 'month' && parts.BYDAY) said = t('say.weekdays', { every, days: list(parts.BYDAY.split(',').map((code) => dayName(names.indexOf(code) + 1)), language) });
  if (unit === 'month' && (parts.BYDAY ?? parts.BYMONTHDAY)) {
    said = t('say.monthDay', { every, day: saidMonthDay(parts.BYDAY ? `BYDAY=${parts.BYDAY}` : `BYMONTHDAY=${parts.BYMONTHDAY}`) });
  }
  if (parts.COUNT) return t('say.count', { rule: said, count: Number(parts.COUNT) });
  const until = parts.UNTIL?.replace(/^(\d{4})(\d\d)(\d\d).*/, '$1-$2-$3');
  return until ? t('say.until', { rule: said, day: formatDate(until, 'medium', 'UTC') }) : said;
}

/** The names of the days of a week, Monday first. */
export const weekdayNames = () => [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, name: dayName(day) }));

