/**
 * `31/01/1980`, `31.1.1980`, `31011980` or `1980-01-31` as `1980-01-31`; undefined when it is no day that exists.
 * A birth date is typed: nobody wants to page a calendar back for decades.
 */
export function typedDay(typed: string): string | undefined {
  const found = /^(\d{1,2})[/. -]?(\d{1,2})[/. -]?(\d{4})$/.exec(typed.trim());
  const [, day = '', month = '', year = ''] = found ?? [];
  const iso = found ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : typed.trim();
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === iso ? iso : undefined;
}

/** `1980-01-31` as it is typed: `31/01/1980`, in both languages. */
export function shownDay(day: string | undefined): string {
  return day ? day.split('-').reverse().join('/') : '';
}
