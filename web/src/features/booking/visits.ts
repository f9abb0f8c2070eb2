import type { Schema } from '@/shared/api';

type Visit = Schema['Appointment'];

type Type = Pick<Schema['VisitType'], 'cancel_notice_minutes'>;

/** Until when patients move and cancel by themselves; later it takes a call. The server decides, also while the type is not known. */
export const cutOff = ({ starts_at }: Pick<Visit, 'starts_at'>, type: Type | undefined): number =>
  Date.parse(starts_at) - (type?.cancel_notice_minutes ?? 0) * 60_000;

export const canChange = (visit: Visit, type: Type | undefined, now: number): boolean => isAhead(visit.status) && now <= cutOff(visit, type);

/** Still to take place. */
export const isAhead = (status: Visit['status']) => status === 'pending' || status === 'booked' || status === 'confirmed';

/** Not over yet: also the visit for which the patient is sitting in the waiting room. */
export const isCurrent = ({ status, ends_at }: Visit, now: number) =>
  Date.parse(ends_at) > now && (isAhead(status) || status === 'arrived' || status === 'in_progress');

const wanted = ['birth_date', 'phone', 'address', 'emergency_contact'] as const;

/** What the clinic would like to know before the visit, and does not. */
export const missing = (patient: Schema['Patient']) => wanted.filter((key) => !patient[key]);
