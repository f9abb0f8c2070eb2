import { describe, expect, it } from 'vitest';
import { halves, timesByDay, type Slot } from './slots';

const slot = (starts_at: string, practitioner_id = 'morel', site_id = 'paris'): Slot => ({ starts_at, ends_at: starts_at, practitioner_id, site_id });
const paris = () => 'Europe/Paris';

describe('the slots of a week', () => {
  it('stand under the day that the clock of their site shows', () => {
    const days = timesByDay([slot('2026-11-20T23:30:00Z'), slot('2026-11-20T08:00:00Z')], paris);
    expect([...days.keys()]).toEqual(['2026-11-20', '2026-11-21']);
    expect([...timesByDay([slot('2026-11-20T23:30:00Z')], () => 'Indian/Reunion').keys()]).toEqual(['2026-11-21']);
  });

  it('show a time once when several people are free', () => {
    const [times] = [...timesByDay([slot('2026-11-20T08:00:00Z'), slot('2026-11-20T09:00:00Z'), slot('2026-11-20T08:00:00Z', 'benali')], paris).values()];
    expect(times?.map(({ slots }) => slots.map(({ practitioner_id }) => practitioner_id))).toEqual([['morel', 'benali'], ['morel']]);
  });

  it('are parted at noon on the clock of the site', () => {
    const times = [...timesByDay([slot('2026-11-20T10:45:00Z'), slot('2026-11-20T11:00:00Z')], paris).values()][0] ?? [];
    expect(halves(times, paris).map((half) => half.length)).toEqual([1, 1]);
  });
});
