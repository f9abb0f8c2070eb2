import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRouter, RouterProvider, type AnyRoute } from '@tanstack/react-router';
import { render } from '@testing-library/react';
import axe from 'axe-core';
import { expect, vi } from 'vitest';
import { theme } from '@/app/theme';
import { queries, type User } from '@/shared/api';
import { signedIn, signedOut } from '@/shared/api/session';
import { openRoute, plainRoute, rootRoute, shellRoute } from '@/shared/routing/roots';
import { clearToasts, ToastHost } from '@/shared/ui/toast';

type Answer = { status?: number; body?: unknown };
/** `'GET /api/clinics'` → what the server answers; a function sees the request. */
export type Answers = Record<string, Answer | ((request: Request) => Answer | Promise<Answer>)>;

export interface Call {
  route: string;
  headers: Headers;
  body: string;
}

/** A server made of a table. Gives the list of calls it got; what is not in the table is 404. */
export function serve(answers: Answers): Call[] {
  const calls: Call[] = [];
  vi.stubGlobal('fetch', async (input: string | Request, init?: RequestInit) => {
    const request = typeof input === 'string' ? new Request(new URL(input, location.origin), init) : input;
    const route = `${request.method} ${new URL(request.url).pathname}`;
    calls.push({ route, headers: request.headers, body: await request.clone().text() });
    const found = answers[route] ?? { status: 404, body: { type: 'about:blank', title: 'not_found', status: 404, code: 'not_found', detail: 'Introuvable.' } };
    const { status = 200, body } = typeof found === 'function' ? await found(request) : found;
    return new Response(body === undefined ? null : JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });
  });
  return calls;
}

export const someone = (changes: Partial<User> = {}): User => ({
  id: '0193b7a0-0000-7000-8000-000000000001',
  email: 'camille@clinique.example',
  first_name: 'Camille',
  last_name: 'Marchand',
  roles: ['receptionist'],
  language: 'fr',
  status: 'active',
  created_at: '2026-01-01T08:00:00Z',
  version: 1,
  ...changes,
});

/** What the server answers to whoever may come in. */
export const sessionOf = (user: User, access_token = 'fresh') => ({ access_token, token_type: 'Bearer' as const, expires_in: 600, idle_seconds: 1800, ends_in: 1800, user });

/** A token, as far as the app reads it. */
export const tokenOf = (claims: object) => `head.${btoa(JSON.stringify(claims)).replaceAll('=', '')}.signature`;

export const logInAs = (user: User): void => signedIn(sessionOf(user, 'token'));

/** One feature's pages at an address, without the shell around them. */
export async function open(path: string, routes: AnyRoute[]) {
  queries.clear();
  const under = (parent: unknown) => routes.filter((route) => route.options.getParentRoute?.() === parent);
  const parents = [shellRoute, plainRoute, openRoute];
  const routeTree = rootRoute.addChildren(parents.map((parent) => parent.addChildren(under(parent))));
  const router = createRouter({ routeTree, history: createMemoryHistory({ initialEntries: [path] }), defaultPendingMinMs: 0, defaultNotFoundComponent: () => null });
  await router.load();
  const view = render(
    <MantineProvider theme={theme} env="test">
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
        <ToastHost />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return { ...view, router };
}

export function leave(): void {
  signedOut();
  clearToasts();
  queries.clear();
}

/** What axe finds in the page; colours and layout need a browser and are checked there. */
export async function expectAccessible(): Promise<void> {
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}
