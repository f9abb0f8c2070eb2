import type { Problem } from '@/shared/api';

/** Refusals that another time heals: free times are offered with them, and to staff a way to insist. */
export const aboutTime = ({ code, errors = [] }: Problem) => ['slot_taken', 'no_room', 'group_full'].includes(code ?? '') || errors.some(({ pointer }) => /^#?\/starts_at$/.test(pointer));
