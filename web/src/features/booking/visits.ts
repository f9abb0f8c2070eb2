import type { Schema } from '@/shared/api';

type Visit = Schema['Appointment'];

/** Until when patients move and cancel by themselves; later it takes a call. The server decides. */
export const cutOffHours = 24;

export const canChange = ({ starts_at, status }: Visit, now: number): boolean =>
  isAhead(status) && Date.parse(starts_at) - now >= cutOffHours * 3_600_000;

/** Still to take place. */
export const isAhead = (status: Visit['status']) => status === 'pending' || status === 'booked' || status === 'confirmed';

/** Not over yet: also the visit for which the patient is sitting in the waiting room. */
export const isCurrent = ({ status, ends_at }: Visit, now: number) =>
  Date.parse(ends_at) > now && (isAhead(status) || status === 'arrived' || status === 'in_progress');

const wanted = ['birth_date', 'phone', 'address', 'emergency_contact'] as const;

/** What the clinic would like to know before the visit, and does not. */
export const missing = (patient: Schema['Patient']) => wanted.filter((key) => !patient[key]);
