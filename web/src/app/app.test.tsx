import { render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { leave, logInAs, serve, sessionOf, someone, tokenOf } from '../../tests/render';
import { App } from './App';
import { features, homeOf, navOf } from './features';
import { router } from './router';
import { signedIn } from '@/shared/api/session';
import { startLive } from '@/shared/live';
import { only, ownPath, text } from '@/shared/routing';

afterEach(leave);

describe('where the day begins', () => {
  it.each([
    ['admin', '/calendar'],
    ['receptionist', '/board'],
    ['practitioner', '/my-day'],
    ['coach', '/my-day'],
    ['patient', '/my-visits'],
    ['accountant', '/invoices'],
  ] as const)('for a %s is %s', (role, path) => {
    expect(homeOf(someone({ roles: [role] }))).toBe(path);
  });

  it('is the front desk for someone who also treats', () => {
    expect(homeOf(someone({ roles: ['practitioner', 'receptionist'] }))).toBe('/board');
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

describe('who owes a second factor', () => {
  const factors = { passkeys: [], recovery_codes_left: 0, has_password: true, required: true };

  it('is led to where it is added and sees nothing that refuses; then everything opens, and the page stays', async () => {
    const calls = serve({
      'GET /api/auth/factors': { body: { ...factors, enrolling: true } },
      'GET /api/clinics': { body: { items: [] } },
      'GET /api/notifications': { body: { items: [], unread: 0 } },
    });
    signedIn(sessionOf(someone(), tokenOf({ enrolling: true })));
    const stop = startLive();
    render(<App />);
    await router.navigate({ to: '/calendar' });
    expect(router.state.location.pathname).toBe('/account/security');
    const page = await screen.findByRole('heading', { level: 1 });
    expect(await screen.findByText('Une seconde preuve d’identité est demandée')).toBeInTheDocument();
    expect(screen.queryByRole('navigation')).not.toBeInTheDocument();
    expect(new Set(calls.map(({ route }) => route))).toEqual(new Set(['GET /api/auth/factors']));

    signedIn(sessionOf(someone(), tokenOf({})));
    expect(await screen.findByRole('navigation')).toBeInTheDocument();
    await waitFor(() => expect(calls.map(({ route }) => route)).toContain('POST /api/live/ticket'));
    expect(page).toBeInTheDocument();
    stop();
  });
});
