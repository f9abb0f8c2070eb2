import { describe, expect, it } from 'vitest';
import type { Schema } from '@/shared/api';
import type { Visit } from '@/shared/visit';
import { openingOn, receivingOn } from './hours';
import { dragged, lasting, lengthened, nudged, placeAt, placeVisits, pulled, shownHours, takenBy, type Column } from './place';
import { shared, united, without } from './spans';
import { spotAt, walked } from './walk';

const paris = 'Europe/Paris';
let next = 1;
const visit = (starts_at: string, minutes: number, changes: Partial<Visit> = {}): Visit => ({
  id: `v${next++}`, patient_id: 'p', patient_name: 'Morel, Anne', practitioner_id: 'dr', site_id: 's', visit_type_id: 't', mode: 'on_site',
  starts_at, ends_at: new Date(Date.parse(starts_at) + minutes * 60_000).toISOString(), status: 'booked', created_at: starts_at, version: 1, room_ids: [], ...changes,
});
const column = (day: string, practitioner?: string): Column => ({
  key: practitioner ?? day, day, title: practitioner ?? day, subtitle: '', open: [{ from: 540, until: 720 }],
  practitioner: practitioner ? ({ id: practitioner, colour: 'teal' } as Schema['Practitioner']) : undefined,
});

describe('spans of a day', () => {
  it('unite where they touch', () => {
    expect(united([{ from: 60, until: 90 }, { from: 0, until: 60 }, { from: 100, until: 100 }])).toEqual([{ from: 0, until: 90 }]);
  });
  it('lose the holes cut into them', () => {
    expect(without([{ from: 0, until: 100 }], [{ from: 20, until: 30 }, { from: 90, until: 120 }])).toEqual([{ from: 0, until: 20 }, { from: 30, until: 90 }]);
  });
  it('keep what both have', () => {
    expect(shared([{ from: 0, until: 50 }, { from: 60, until: 90 }], [{ from: 40, until: 70 }])).toEqual([{ from: 40, until: 50 }, { from: 60, until: 70 }]);
  });
});

describe('open hours', () => {
  const site = { id: 's', time_zone: paris, opening_hours: [{ weekday: 5, opens: '08:00', closes: '18:00' }] } as Schema['Site'];
  const plan: Schema['Availability'] = {
    practitioner_id: 'dr', slot_step_minutes: 15, aligned: 'opening', closed_on_holidays: false, version: 1,
    weekly: [
      { site_id: 's', weekday: 5, opens: '09:00', closes: '12:00', visit_type_ids: [] },
      { site_id: 's', weekday: 5, opens: '14:00', closes: '19:00', visit_type_ids: [], valid_until: '2026-12-31' },
      { site_id: 'other', weekday: 5, opens: '06:00', closes: '08:00', visit_type_ids: [] },
    ],
  };
  const friday = '2026-11-20';
  const hoursOn = (day: string, exceptions: Schema['Exception'][] = []) => receivingOn(site, openingOn(site, [], day), plan, exceptions, day);

  it('are the usual week of that site, while the site is open', () => {
    expect(hoursOn(friday)).toEqual([{ from: 540, until: 720 }, { from: 840, until: 1080 }]);
    expect(hoursOn('2026-11-21')).toEqual([]);
  });
  it('follow the dates that a row is valid for', () => {
    expect(hoursOn('2027-01-01')).toEqual([{ from: 540, until: 720 }]);
  });
  it('lose leave and gain additional hours', () => {
    const off = { id: 'e', first_day: friday, last_day: friday, kind: 'off', opens: '10:00', closes: '11:00' } as const;
    const extra = { id: 'f', first_day: friday, last_day: friday, kind: 'extra', opens: '12:00', closes: '13:00' } as const;
    expect(hoursOn(friday, [off, extra])).toEqual([{ from: 540, until: 600 }, { from: 660, until: 780 }, { from: 840, until: 1080 }]);
    expect(hoursOn(friday, [{ id: 'g', first_day: '2026-11-16', last_day: '2026-11-22', kind: 'off' }])).toEqual([]);
  });
  it('rest on a public holiday if the plan says so, but for additional hours', () => {
    const extra = { id: 'f', first_day: friday, last_day: friday, kind: 'extra', opens: '12:00', closes: '13:00' } as const;
    const on = (closed_on_holidays: boolean) => receivingOn(site, openingOn(site, [], friday), { ...plan, closed_on_holidays }, [extra], friday, true);
    expect(on(true)).toEqual([{ from: 720, until: 780 }]);
    expect(on(false)).toHaveLength(2);
  });
  it('are none while the site is closed', () => {
    expect(openingOn(site, [{ id: 'c', site_id: 's', first_day: '2026-11-19', last_day: friday, reason: 'Travaux' }], friday)).toEqual([]);
  });
});

describe('visits in the grid', () => {
  it('stand at the wall clock of the site, whatever the browser', () => {
    const [one] = placeVisits([visit('2026-11-20T07:30:00Z', 30)], [column('2026-11-20', 'dr')], paris);
    expect(one).toMatchObject({ from: 510, until: 540, column: 0 });
    expect(placeVisits([visit('2026-11-20T07:30:00Z', 30)], [column('2026-11-20', 'dr')], 'Indian/Reunion')[0]).toMatchObject({ from: 690 });
  });
  it('belong to the day that the site has', () => {
    const late = visit('2026-11-20T23:30:00Z', 60);
    expect(placeVisits([late], [column('2026-11-20'), column('2026-11-21')], paris)[0]).toMatchObject({ column: 1, from: 30 });
  });
  it('keep their length and order on the days when clocks change', () => {
    const spring = [visit('2026-03-29T00:30:00Z', 30), visit('2026-03-29T01:00:00Z', 30)];
    expect(placeVisits(spring, [column('2026-03-29')], paris).map(({ from, until }) => [from, until])).toEqual([[90, 120], [180, 210]]);
    const autumn = [visit('2026-10-25T00:15:00Z', 30), visit('2026-10-25T01:15:00Z', 30)];
    // 02:15 comes twice: both are shown, beside each other.
    expect(placeVisits(autumn, [column('2026-10-25')], paris).map(({ from, lane, lanes }) => [from, lane, lanes])).toEqual([[135, 0, 2], [135, 1, 2]]);
  });
  it('share the width exactly as long as they overlap', () => {
    const at = (time: string, minutes: number) => visit(`2026-11-20T${time}:00Z`, minutes);
    const placed = placeVisits([at('08:00', 60), at('08:30', 60), at('09:00', 30), at('09:30', 30)], [column('2026-11-20')], paris);
    expect(placed.map(({ lane, lanes }) => [lane, lanes])).toEqual([[0, 2], [1, 2], [0, 2], [0, 1]]);
  });
  it('are clipped at midnight', () => {
    expect(placeVisits([visit('2026-11-20T22:30:00Z', 120)], [column('2026-11-20')], paris)[0]).toMatchObject({ from: 1410, until: 1440 });
  });
  it('stretch the hours that are shown', () => {
    const columns = [column('2026-11-20', 'dr')];
    expect(shownHours(columns, [])).toEqual({ from: 480, until: 780 });
    expect(shownHours(columns, placeVisits([visit('2026-11-20T05:00:00Z', 30)], columns, paris)).from).toBe(300);
    expect(shownHours([{ ...columns[0]!, open: [] }], [])).toEqual({ from: 420, until: 1200 });
  });
});

describe('moving in the grid', () => {
  it('snaps to quarters of an hour, and a tremble moves nothing', () => {
    expect(dragged(530, 4, 30)).toBe(530);
    expect(dragged(530, 8, 30)).toBe(540);
    expect(dragged(540, -22, 30)).toBe(525);
    expect(dragged(540, -900, 30)).toBe(0);
    expect(dragged(1380, 300, 30)).toBe(1425);
  });
  it('steps by keyboard to the next line of the rhythm', () => {
    expect([nudged(530, 1, 30), nudged(530, -1, 30), nudged(540, 1, 30), nudged(540, -1, 30), nudged(0, -1, 30)]).toEqual([540, 525, 555, 525, 0]);
  });
  it('pulls an end to the rhythm; never below a step, past midnight or beyond eight hours', () => {
    const at = (from: number, until: number) => ({ from, until });
    expect([pulled(at(540, 560), 4), pulled(at(540, 560), 8), pulled(at(540, 560), 25), pulled(at(540, 600), -20)]).toEqual([560, 570, 585, 585]);
    expect([pulled(at(540, 600), -300), pulled(at(540, 550), -300), pulled(at(550, 570), -300)]).toEqual([555, 550, 565]);
    expect([pulled(at(1380, 1400), 300), pulled(at(540, 560), 900)]).toEqual([1440, 1020]);
  });
  it('gives lengths of whole five minutes, also to who came at an odd time', () => {
    expect(pulled({ from: 543, until: 563 }, 22)).toBe(543 + 40);
  });
  it('lengthens and shortens by keyboard to the next line of the rhythm', () => {
    const at = (from: number, until: number) => ({ from, until });
    expect([lengthened(at(540, 560), 1), lengthened(at(540, 570), 1), lengthened(at(540, 560), -1), lengthened(at(540, 555), -1)]).toEqual([570, 585, 555, 555]);
    const one = visit('2026-11-20T07:30:00Z', 30);
    expect(lasting(one, 45)).toEqual({ starts_at: one.starts_at, practitioner_id: 'dr', duration_minutes: 45 });
  });
  it('gives the instant of the site, and the column’s practitioner', () => {
    const one = visit('2026-11-20T07:30:00Z', 30);
    expect(placeAt(column('2026-11-20', 'other'), 600, one, paris)).toEqual({ starts_at: '2026-11-20T09:00:00Z', practitioner_id: 'other' });
    expect(placeAt(column('2026-07-10'), 600, one, paris)).toEqual({ starts_at: '2026-07-10T08:00:00Z', practitioner_id: 'dr' });
    // 02:30 does not exist on this day: an hour on.
    expect(placeAt(column('2026-03-29'), 150, one, paris).starts_at).toBe('2026-03-29T01:30:00Z');
  });
  it('sees who already holds a time, except the one that moves and those who do not come', () => {
    const columns = [column('2026-11-20', 'dr')];
    const [a, b, c] = [visit('2026-11-20T08:00:00Z', 30), visit('2026-11-20T09:00:00Z', 30), visit('2026-11-20T10:00:00Z', 30, { status: 'no_show' })];
    const placed = placeVisits([a, b, c], columns, paris);
    expect(takenBy(placed, columns, 0, { from: 615, until: 645 }, a)?.visit).toBe(b);
    expect(takenBy(placed, columns, 0, { from: 540, until: 570 }, a)).toBeUndefined();
    expect(takenBy(placed, columns, 0, { from: 660, until: 690 }, a)).toBeUndefined();
  });
});

describe('walking by keyboard', () => {
  const columns = [column('2026-11-20', 'dr'), column('2026-11-20', 'other')];
  const first = visit('2026-11-20T08:00:00Z', 40);
  const second = visit('2026-11-20T08:40:00Z', 20);
  const beside = visit('2026-11-20T08:10:00Z', 60, { practitioner_id: 'other' });
  const placed = placeVisits([first, second, beside], columns, paris);

  it('goes from free times onto visits and off again', () => {
    expect(walked('ArrowDown', placed, 2, { column: 0, minute: 525 })).toEqual({ column: 0, minute: 540, visit: first.id });
    expect(walked('ArrowDown', placed, 2, { column: 0, minute: 540, visit: first.id })).toEqual({ column: 0, minute: 580, visit: second.id });
    expect(walked('ArrowDown', placed, 2, { column: 0, minute: 580, visit: second.id })).toEqual({ column: 0, minute: 600 });
    expect(walked('ArrowUp', placed, 2, { column: 0, minute: 540, visit: first.id })).toEqual({ column: 0, minute: 525 });
  });
  it('leaves a visit that begins between two quarters, upwards as well', () => {
    const odd = placeVisits([visit('2026-11-20T08:20:00Z', 20)], columns, paris);
    expect(walked('ArrowUp', odd, 2, { column: 0, minute: 560, visit: odd[0]?.visit.id })).toEqual({ column: 0, minute: 540 });
    expect(walked('ArrowDown', odd, 2, { column: 0, minute: 540 })?.minute).toBe(560);
    const close = placeVisits([visit('2026-11-20T08:15:00Z', 5), visit('2026-11-20T08:20:00Z', 20)], columns, paris);
    expect(walked('ArrowUp', close, 2, { column: 0, minute: 560, visit: close[1]?.visit.id })?.minute).toBe(555);
  });
  it('goes sideways at the same time and stops at the edge', () => {
    expect(walked('ArrowRight', placed, 2, { column: 0, minute: 540, visit: first.id })).toEqual({ column: 1, minute: 550, visit: beside.id });
    expect(walked('ArrowRight', placed, 2, { column: 1, minute: 600 })).toEqual({ column: 1, minute: 600 });
  });
  it('jumps to the first and last visit of a column', () => {
    expect(walked('Home', placed, 2, { column: 0, minute: 900 })?.visit).toBe(first.id);
    expect(walked('End', placed, 2, { column: 0, minute: 900 })?.visit).toBe(second.id);
    expect(walked('x', placed, 2, { column: 0, minute: 900 })).toBeUndefined();
  });
  it('never leaves the day', () => {
    expect(spotAt(placed, 0, -30)).toEqual({ column: 0, minute: 0 });
    expect(spotAt(placed, 0, 1500)).toEqual({ column: 0, minute: 1425 });
  });
});
