import { describe, expect, it } from 'vitest';
import { given, merged } from './merge';

describe('a form whose row has changed meanwhile', () => {
  const initial = { name: 'Nord', phone: '01', address: { line1: 'rue A', city: 'Lille' }, days: [1, 2] };

  it('keeps what the user has typed and takes the rest from the server', () => {
    const typed = { ...initial, phone: '02', address: { ...initial.address, city: 'Lens' } };
    const fresh = { name: 'Nord 2', phone: '03', address: { line1: 'rue B', city: 'Arras' }, days: [3] };
    expect(merged(initial, typed, fresh)).toEqual({ name: 'Nord 2', phone: '02', address: { line1: 'rue B', city: 'Lens' }, days: [3] });
  });

  it('keeps a changed list whole', () => {
    expect(merged(initial, { ...initial, days: [1] }, { ...initial, days: [1, 2, 3] }).days).toEqual([1]);
  });
});

describe('an optional text', () => {
  it('is left out when empty or blank', () => {
    expect([given(''), given('  '), given(null), given(undefined), given(' a ')]).toEqual([undefined, undefined, undefined, undefined, 'a']);
  });
});
