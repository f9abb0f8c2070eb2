import { describe, expect, it } from 'vitest';
import { calendarFile } from './ics';

const entry = {
  id: '0193b7a0', starts_at: '2026-11-20T08:30:00Z', ends_at: '2026-11-20T09:00:00Z',
  title: 'Consultation, Dr Claire Morel', place: 'Cabinet Saint-Martin; 12 rue X', text: 'Première ligne\nseconde',
};
const file = calendarFile(entry, new Date('2026-11-01T10:00:00.123Z'));
const unfolded = file.replaceAll('\r\n ', '');

describe('the calendar file of a visit', () => {
  it('tells begin and end as instants', () => {
    expect(file).toContain('DTSTART:20261120T083000Z\r\nDTEND:20261120T090000Z\r\n');
    expect(file).toContain('DTSTAMP:20261101T100000Z');
  });

  it('escapes what has a meaning in the format', () => {
    expect(unfolded).toContain('SUMMARY:Consultation\\, Dr Claire Morel');
    expect(unfolded).toContain('LOCATION:Cabinet Saint-Martin\\; 12 rue X');
    expect(unfolded).toContain('DESCRIPTION:Première ligne\\nseconde');
  });

  it('folds long lines at 75 octets without cutting a character', () => {
    const text = 'é'.repeat(200);
    const lines = calendarFile({ ...entry, text }).split('\r\n');
    expect(Math.max(...lines.map((line) => new TextEncoder().encode(line).length))).toBeLessThanOrEqual(75);
    expect(lines.join('\r\n').replaceAll('\r\n ', '')).toContain(`DESCRIPTION:${text}`);
  });
});
