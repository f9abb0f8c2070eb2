import { describe, expect, it } from 'vitest';
import type { User } from '@/shared/api';
import { actsOn, canTakeBack, isLate } from './acts';
import { waited } from './clock';
import type { Visit } from './list';
import { placed } from './move';
import { holdersOf, typesOf, type Practitioner, type VisitType } from './people';
import { aboutTime } from './refusals';
import { pickSlots } from './slots';
import { steppedTime, typedTime } from './time';

const user = (...roles: User['roles']) => ({ roles }) as User;
const now = Date.parse('2026-11-20T09:00:00Z');

describe('a typed time', () => {
  it('is understood in the usual spellings', () => {
    for (const typed of ['9:30', '09:30', '930', '0930', '9h30', '9 h 30', '9.30']) expect(typedTime(typed)).toBe('09:30');
    expect([typedTime('9'), typedTime('14h'), typedTime('0')]).toEqual(['09:00', '14:00', '00:00']);
  });
  it('is none when there is no such time', () => {
    for (const typed of ['', '25', '9:60', '24:00', 'midi', '9:3', '12345']) expect(typedTime(typed)).toBeUndefined();
  });
  it('steps to the lines of the rhythm within the day', () => {
    expect([steppedTime('09:20', 15), steppedTime('09:20', -15), steppedTime('09:30', -15), steppedTime('00:00', -15), steppedTime('23:50', 15)])
      .toEqual(['09:30', '09:15', '09:15', '00:00', '23:45']);
  });
});

describe('what can be done with a visit', () => {
  const at = (status: Visit['status'], starts_at = '2026-11-20T10:00:00Z') => ({ status, starts_at });
  it('follows its state', () => {
    expect(actsOn(at('booked'), user('receptionist'), now)).toEqual(['arrive', 'confirm', 'cancel']);
    expect(actsOn(at('arrived'), user('receptionist'), now)).toEqual(['start', 'cancel']);
    expect(actsOn(at('fulfilled'), user('admin'), now)).toEqual([]);
  });
  it('counts nobody as missing before the visit has begun', () => {
    expect(actsOn(at('booked', '2026-11-20T08:59:00Z'), user('receptionist'), now)).toContain('no-show');
  });
  it('lets practitioners begin without a front desk, and patients nothing', () => {
    expect(actsOn(at('booked'), user('practitioner'), now)).toContain('start');
    expect(actsOn(at('booked'), user('patient'), now)).toEqual([]);
  });
  it('is cancelled late past the notice of its type', () => {
    expect(isLate(at('booked'), { cancel_notice_minutes: 60 }, now)).toBe(false);
    expect(isLate(at('booked'), { cancel_notice_minutes: 61 }, now)).toBe(true);
    expect(isLate(at('booked'), undefined, now)).toBe(false);
  });
  it('can be taken back once, if the last thing was an act', () => {
    const steps = (...statuses: Visit['status'][]) => statuses.map((status) => ({ status, what: status as string }));
    expect(canTakeBack(steps('booked', 'arrived'), user('receptionist'))).toBe(true);
    expect(canTakeBack(steps('booked', 'booked'), user('receptionist'))).toBe(false);
    expect(canTakeBack(steps('fulfilled'), user('receptionist'))).toBe(false);
    expect(canTakeBack([...steps('booked', 'arrived'), { status: 'booked', what: 'undone' }], user('receptionist'))).toBe(false);
  });
});

describe('free times', () => {
  const slot = (time: string, practitioner_id: string) =>
    ({ starts_at: `2026-11-20T${time}:00Z`, ends_at: `2026-11-20T${time}:20Z`, practitioner_id, site_id: 's' });
  const slots = [slot('08:00', 'a'), slot('09:30', 'a'), slot('10:00', 'b'), slot('11:00', 'a'), slot('16:00', 'a')];
  it('begin with the first that is still ahead', () => {
    expect(pickSlots(slots, 2, undefined, now)).toEqual([slots[1], slots[2]]);
  });
  it('are the nearest to a wish, the same practitioner before another', () => {
    expect(pickSlots(slots, 2, { starts_at: '2026-11-20T10:00:00Z', practitioner_id: 'a' }, now)).toEqual([slots[1], slots[3]]);
    expect(pickSlots(slots, 1, { starts_at: '2026-11-20T10:00:00Z' }, now)).toEqual([slots[2]]);
  });
});

describe('a refusal', () => {
  const refusal = (status: number, code: string, ...pointers: string[]) =>
    ({ type: 'about:blank', title: '', status, code, detail: '', errors: pointers.map((pointer) => ({ pointer, code: 'no', detail: '' })) });
  it('is healed by another time when it is about the time', () => {
    expect([refusal(409, 'slot_taken'), refusal(422, 'invalid', '/starts_at'), refusal(422, 'invalid', '/mode', '#/starts_at')].map(aboutTime)).toEqual([true, true, true]);
    expect([refusal(403, 'forbidden'), refusal(412, 'stale'), refusal(422, 'invalid', '/mode')].map(aboutTime)).toEqual([false, false, false]);
  });
});

describe('a visit', () => {
  const visit = { starts_at: '2026-11-20T09:00:00Z', ends_at: '2026-11-20T09:40:00Z', practitioner_id: 'a', site_id: 's' } as Visit;
  it('keeps its length wherever it is moved', () => {
    expect(placed(visit, { starts_at: '2026-11-21T10:15:00Z', practitioner_id: 'b' })).toMatchObject({ ends_at: '2026-11-21T10:55:00.000Z', practitioner_id: 'b', site_id: 's' });
  });
  it('lasts as long as it is given', () => {
    expect(placed(visit, { starts_at: '2026-11-20T09:00:00Z', practitioner_id: 'a', duration_minutes: 15 })).toMatchObject({ ends_at: '2026-11-20T09:15:00.000Z' });
  });
  it('tells whole minutes of waiting, never less than none', () => {
    expect(waited({ ...visit, arrived_at: '2026-11-20T08:47:30Z' }, now)).toBe(12);
    expect(waited({ ...visit, arrived_at: '2026-11-20T09:00:05Z' }, now)).toBe(0);
  });
});

describe('who holds what', () => {
  const type = (id: string, ...practitioner_ids: string[]) => ({ id, practitioner_ids, archived: false }) as unknown as VisitType;
  const person = (id: string, ...site_ids: string[]) => ({ id, site_ids, archived: false }) as unknown as Practitioner;
  it('is everyone where no one is named', () => {
    expect(typesOf([type('t1'), type('t2', 'b')], 'a').map(({ id }) => id)).toEqual(['t1']);
    expect(holdersOf([person('a', 's'), person('b', 'other')], type('t1'), 's').map(({ id }) => id)).toEqual(['a']);
  });
});
