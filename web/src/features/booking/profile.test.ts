import { describe, expect, it } from 'vitest';
import { givenProfile, profileValues } from './profile';

const me = { id: 'p', birth_name: 'Roy', first_name: 'Ève', sex: 'female' as const, birth_date: '1990-05-01', phone: '06', language: 'fr' as const, created_at: '', version: 1 };
const sent = (change: object) => JSON.parse(JSON.stringify(givenProfile({ ...profileValues(me), ...change }, me)));

describe('one’s own profile', () => {
  it('leaves out what was empty and still is', () => {
    expect(sent({})).toEqual({ sex: 'female', phone: '06' });
  });

  it('clears what was emptied', () => {
    expect(sent({ phone: ' ' })).toEqual({ sex: 'female', phone: null });
  });

  it('never changes a birth date that the clinic knows', () => {
    expect(sent({ birth_date: '02/05/1990' })).not.toHaveProperty('birth_date');
  });
});
