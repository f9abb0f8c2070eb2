import dayjs from 'dayjs';
import customParseFormat from 'dayjs/plugin/customParseFormat';

dayjs.extend(customParseFormat);

const spellings = ['DD/MM/YYYY', 'D/M/YYYY', 'DDMMYYYY', 'DD.MM.YYYY', 'DD-MM-YYYY', 'YYYY-MM-DD'];

/** Typed in any usual spelling; an impossible date is none. */
export function parseDay(typed: string): string | null {
  const date = dayjs(typed.trim(), spellings, true);
  return date.isValid() ? date.format('YYYY-MM-DD') : null;
}
