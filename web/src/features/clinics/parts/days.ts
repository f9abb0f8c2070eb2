import { useFormats, type Day } from '@/shared/time';
import { useT } from '../i18n';

/** `24 déc. 2026`, or `du 24 déc. 2026 au 2 janv. 2027`. */
export function useDays() {
  const t = useT();
  const { date } = useFormats();
  return (first: Day, last: Day) =>
    first === last ? date(first, 'medium') : t('days', { first: date(first, 'medium'), last: date(last, 'medium') });
}
