import type { Problem } from '@/shared/api';

/** Refusals that another time heals: free times are offered with them, and to staff a way to insist. */
export const aboutTime = ({ code, errors = [] }: Problem) => code === 'slot_taken' || code === 'group_full' || errors.some(({ pointer }) => /^#?\/starts_at$/.test(pointer));
