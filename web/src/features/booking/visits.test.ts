import { describe, expect, it } from 'vitest';
import type { Schema } from '@/shared/api';
import { canChange, cutOff, isCurrent, missing } from './visits';

const visit = (change: Partial<Schema['Appointment']> = {}): Schema['Appointment'] => ({
  id: 'v', patient_id: 'p', patient_name: 'Roy', practitioner_id: 'm', site_id: 's', visit_type_id: 't', mode: 'on_site', status: 'booked',
  starts_at: '2026-11-20T09:00:00Z', ends_at: '2026-11-20T09:30:00Z', created_at: '2026-11-01T09:00:00Z', version: 1, room_ids: [], ...change,
});
const at = (instant: string) => Date.parse(instant);

describe('a visit of one’s own', () => {
  const day = { cancel_notice_minutes: 1440 };
  it('can be moved and cancelled until the notice of its type', () => {
    expect(canChange(visit(), day, at('2026-11-19T09:00:00Z'))).toBe(true);
    expect(canChange(visit(), day, at('2026-11-19T09:00:01Z'))).toBe(false);
    expect(cutOff(visit(), { cancel_notice_minutes: 90 })).toBe(at('2026-11-20T07:30:00Z'));
  });

  it('is one’s own until it begins when there is no notice', () => {
    expect(canChange(visit(), { cancel_notice_minutes: 0 }, at('2026-11-20T09:00:00Z'))).toBe(true);
    expect(canChange(visit(), { cancel_notice_minutes: 0 }, at('2026-11-20T09:00:01Z'))).toBe(false);
  });

  it('cannot be changed once it is cancelled or has begun', () => {
    for (const status of ['cancelled', 'arrived', 'fulfilled', 'no_show'] as const) expect(canChange(visit({ status }), day, at('2026-11-01T09:00:00Z'))).toBe(false);
  });

  it('is current until it ends', () => {
    expect(isCurrent(visit({ status: 'arrived' }), at('2026-11-20T09:10:00Z'))).toBe(true);
    expect(isCurrent(visit(), at('2026-11-20T09:31:00Z'))).toBe(false);
    expect(isCurrent(visit({ status: 'cancelled' }), at('2026-11-19T09:00:00Z'))).toBe(false);
  });
});

describe('a profile', () => {
  it('tells what is missing', () => {
    const patient = { id: 'p', birth_name: 'Roy', first_name: 'Ève', sex: 'female' as const, language: 'fr' as const, created_at: '', version: 1, phone: '06' };
    expect(missing(patient)).toEqual(['birth_date', 'address', 'emergency_contact']);
  });
});
