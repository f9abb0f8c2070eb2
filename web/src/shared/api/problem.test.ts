import { describe, expect, it } from 'vitest';
import { fieldErrors } from './form';
import { fieldPath, isTransient, problemText, toProblem, type Problem } from './problem';

const problem = (changes: Partial<Problem>): Problem => ({ type: 'about:blank', title: '', status: 422, code: 'invalid', detail: '', ...changes });

describe('a problem', () => {
  it("is told in the server's own words", () => {
    expect(problemText(problem({ code: 'slot_taken', detail: 'Ce créneau vient d’être pris.' }))).toBe('Ce créneau vient d’être pris.');
  });

  it('is told in ours when the server gave no words', () => {
    expect(problemText(problem({ status: 412, code: 'stale' }))).toContain('Quelqu’un d’autre');
    expect(problemText(problem({ status: 418, code: 'teapot', title: 'Théière' }))).toBe('Théière');
  });

  it('is made of a server that cannot be reached', () => {
    expect(toProblem(new TypeError('Failed to fetch')).code).toBe('offline');
    expect(problemText(new TypeError('Failed to fetch'))).toContain('Le serveur ne répond pas');
  });

  it('is made of an answer that nobody can read', () => {
    expect(toProblem('<html>502</html>').code).toBe('unexpected');
  });

  it('is worth another try only when the fault is not in the request', () => {
    expect(isTransient(problem({ status: 503, code: 'unavailable' }))).toBe(true);
    expect(isTransient(new TypeError('Failed to fetch'))).toBe(true);
    expect(isTransient(problem({ status: 409, code: 'slot_taken' }))).toBe(false);
  });
});

describe('the errors of fields', () => {
  it('find the field by JSON pointer', () => {
    expect(fieldPath('/email')).toBe('email');
    expect(fieldPath('/address/line1')).toBe('address.line1');
    expect(fieldPath('/opening_hours/0/opens')).toBe('opening_hours.0.opens');
    expect(fieldPath('/a~1b~0c')).toBe('a/b~c');
  });

  it('land on the fields that the form has, and are kept when it has none', () => {
    const refusal = problem({
      errors: [
        { pointer: '/address/city', code: 'too_long', detail: 'Trop long.' },
        { pointer: '/token', code: 'used', detail: 'Ce lien a déjà servi.' },
      ],
    });
    expect(fieldErrors(refusal, { address: { city: 'Paris' } })).toEqual({
      fields: { 'address.city': 'Trop long.' },
      rest: ['Ce lien a déjà servi.'],
    });
  });
});
