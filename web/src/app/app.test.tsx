import { describe, expect, it } from 'vitest';
import { logInAs, someone } from '../../tests/render';
import { features, homeOf, navOf } from './features';
import { router } from './router';
import { only, ownPath, text } from '@/shared/routing';

describe('where the day begins', () => {
  it.each([
    ['admin', '/calendar'],
    ['receptionist', '/calendar'],
    ['practitioner', '/my-day'],
    ['coach', '/my-day'],
    ['patient', '/my-visits'],
    ['accountant', '/invoices'],
  ] as const)('for a %s is %s', (role, path) => {
    expect(homeOf(someone({ roles: [role] }))).toBe(path);
  });

  it('is the front desk for someone who also treats', () => {
    expect(homeOf(someone({ roles: ['practitioner', 'receptionist'] }))).toBe('/calendar');
  });
});

describe('features', () => {
  const items = features.flatMap(({ nav = [] }) => nav);

  it('have ids of their own', () => {
    for (const list of [features.map(({ id }) => id), items.map(({ id }) => id)]) expect(new Set(list).size).toBe(list.length);
  });

  it('lead only to pages that exist', () => {
    const paths = new Set(Object.values(router.routesById).map((route: { fullPath?: string }) => route.fullPath));
    expect(items.map(({ to }) => to).filter((to) => !paths.has(to))).toEqual([]);
  });

  it('never give one key sequence to two things of the same person', () => {
    for (const role of ['patient', 'coach', 'practitioner', 'receptionist', 'accountant', 'admin'] as const) {
      const keys = navOf(someone({ roles: [role] })).flatMap((item) => item.keys ?? []);
      expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    }
  });
});

describe('addresses', () => {
  it('refuse a page to roles that it is not for', () => {
    logInAs(someone({ roles: ['patient'] }));
    expect(only('admin')).toThrow();
    expect(only('patient', 'admin')).not.toThrow();
  });

  it('lead back only into the app', () => {
    expect(ownPath('/patients?q=a')).toBe('/patients?q=a');
    for (const path of ['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', 7]) expect(ownPath(path)).toBeUndefined();
  });

  it('give texts as texts', () => {
    expect([text('a'), text(12), text(''), text({})]).toEqual(['a', '12', undefined, undefined]);
  });
});
