import { clock, minutes } from '@/shared/time';

/** `9`, `930`, `9h30`, `09:30`, `9.30` as `09:30`; undefined when it is no time of day. */
export function typedTime(typed: string): string | undefined {
  const found = /^(\d{1,2})(?:\s*[:h.]\s*|(?=\d\d$))?(\d{2})?$/i.exec(typed.trim().replace(/h$/i, ''));
  if (!found) return undefined;
  const [, hour = '', minute = '00'] = found;
  return Number(hour) < 24 && Number(minute) < 60 ? clock(Number(hour) * 60 + Number(minute)) : undefined;
}

/** The next or last line of a rhythm, within the day. */
export function steppedTime(time: string, by: number): string {
  const at = minutes(time);
  const next = by > 0 ? Math.floor(at / by) * by + by : Math.ceil(at / -by) * -by + by;
  return clock(Math.max(0, Math.min(24 * 60 - Math.abs(by), next)));
}
