import { has, t } from '@/shared/i18n/shared';
import type { components } from './schema';

/** What the server answers when it refuses (RFC 9457), and what the app makes of every other failure. */
export type Problem = components['schemas']['Problem'];

/** Codes the app itself gives, for failures that the server never saw. */
type LocalCode = 'offline' | 'unexpected';

function local(code: LocalCode): Problem {
  return { type: 'about:blank', title: '', status: 0, code, detail: t(`problem.${code}`) };
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'code' in value && 'status' in value;
}

/** Any thrown or returned error as a Problem. */
export function toProblem(error: unknown): Problem {
  if (isProblem(error)) return error;
  if (error instanceof TypeError || !navigator.onLine) return local('offline');
  return local('unexpected');
}

/** One kind sentence in the user's language: the server's own where it has one. */
export function problemText(error: unknown): string {
  const problem = toProblem(error);
  if (problem.detail) return problem.detail;
  const words = `problem.${problem.code}`;
  return has(words) ? t(words) : problem.title || t('problem.unexpected');
}

/** Whether trying the same request again can help. */
export function isTransient(error: unknown): boolean {
  const { status, code } = toProblem(error);
  return code === 'offline' || status >= 500;
}

/** A JSON pointer (RFC 6901) as a Mantine form path: `/address/line1` → `address.line1`. */
export function fieldPath(pointer: string): string {
  return pointer
    .replace(/^#?\//, '')
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.');
}
