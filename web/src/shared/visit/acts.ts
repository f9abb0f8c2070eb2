import { client, hasRole, invalidate, type Schema, type User } from '@/shared/api';
import { toastProblem, withUndo } from '@/shared/ui/toast';
import { t } from './i18n';
import { showVisit, stopReading, type Step, type Visit } from './list';

export type Act = 'confirm' | 'arrive' | 'start' | 'complete' | 'no-show' | 'cancel';
type Status = Visit['status'];

/** What can follow each state; the first is what usually does. The server has the same table and the last word. */
const following: Record<Status, Act[]> = {
  pending: ['confirm', 'arrive', 'no-show', 'cancel'],
  booked: ['arrive', 'confirm', 'start', 'no-show', 'cancel'],
  confirmed: ['arrive', 'start', 'no-show', 'cancel'],
  arrived: ['start', 'cancel'],
  in_progress: ['complete'],
  fulfilled: [],
  cancelled: [],
  no_show: [],
};

const outcome: Record<Act, Status> = {
  confirm: 'confirmed', arrive: 'arrived', start: 'in_progress', complete: 'fulfilled', 'no-show': 'no_show', cancel: 'cancelled',
};
const stamp: Partial<Record<Act, keyof Visit>> = { arrive: 'arrived_at', start: 'started_at', complete: 'completed_at', cancel: 'cancelled_at' };

export const isDesk = (user: User) => hasRole(user, 'receptionist', 'admin');

const isStaff = (user: User) => hasRole(user, 'receptionist', 'admin', 'practitioner', 'coach');

/**
 * The acts that this user may do on a visit now. The front desk leaves the consultation to the practitioner, and nobody can miss
 * what has not begun.
 */
export function actsOn({ status, starts_at }: Pick<Visit, 'status' | 'starts_at'>, user: User, now = Date.now()): Act[] {
  if (!isStaff(user)) return [];
  const begun = Date.parse(starts_at) <= now;
  const straight = hasRole(user, 'practitioner', 'coach');
  return following[status].filter((act) => (act !== 'no-show' || begun) && (act !== 'start' || status === 'arrived' || straight));
}

/** Whether the last act may be taken back: one step, and only an act that changed the state. `history` is in the order of events. */
export function canTakeBack(history: Pick<Step, 'status' | 'what'>[], user: User): boolean {
  const [before, last] = history.slice(-2);
  return isStaff(user) && before !== undefined && last !== undefined && last.what !== 'undone' && last.status !== before.status;
}

/** Whether a visit still holds its time. */
export const isActive = ({ status }: Pick<Visit, 'status'>) => status !== 'cancelled' && status !== 'no_show';
/** Whether a visit can still be moved. */
export const isMovable = ({ status }: Pick<Visit, 'status'>) => ['pending', 'booked', 'confirmed'].includes(status);
/** Whether the patient is still to come. */
export const isExpected = ({ status }: Pick<Visit, 'status'>) => ['pending', 'booked', 'confirmed'].includes(status);

/** Later than patients may cancel by themselves; the server marks it. */
export const isLate = ({ starts_at }: Pick<Visit, 'starts_at'>, type: Pick<Schema['VisitType'], 'cancel_notice_minutes'> | undefined, now = Date.now()) =>
  type !== undefined && now > Date.parse(starts_at) - (type.cancel_notice_minutes ?? 0) * 60_000;

async function post(id: string, act: Exclude<Act, 'cancel'>, version: number) {
  const init = { params: { path: { id } }, headers: { 'If-Match': `"${version}"` } };
  switch (act) {
    case 'confirm': return client.POST('/api/appointments/{id}/confirm', init);
    case 'arrive': return client.POST('/api/appointments/{id}/arrive', init);
    case 'start': return client.POST('/api/appointments/{id}/start', init);
    case 'complete': return client.POST('/api/appointments/{id}/complete', init);
    case 'no-show': return client.POST('/api/appointments/{id}/no-show', init);
  }
}

/** What is said of a cancellation: why, and at whose wish. */
export interface Said {
  reason?: string;
  asked_by?: 'patient' | 'clinic';
}

async function send(visit: Visit, act: Act, said: Said): Promise<Visit> {
  const { id, version } = visit;
  const { data, error } = act === 'cancel'
    ? await client.DELETE('/api/appointments/{id}', { params: { path: { id }, query: said }, headers: { 'If-Match': `"${version}"` } })
    : await post(id, act, version);
  if (error !== undefined) throw error;
  return data;
}

/** Takes back a visit's last act. */
export async function takeBack(id: string): Promise<void> {
  const { data, error } = await client.POST('/api/appointments/{id}/undo', { params: { path: { id } } });
  if (error !== undefined) throw error;
  showVisit(data);
  void invalidate('appointments');
}

/**
 * Does an act: on screen at once, put back with the reason when the server refuses, with Undo. Answers whether it was done.
 */
export async function perform(visit: Visit, act: Act, said: Said = {}): Promise<boolean> {
  await stopReading();
  const at = stamp[act];
  showVisit({ ...visit, status: outcome[act], ...(at && { [at]: new Date().toISOString() }) });
  try {
    showVisit(await send(visit, act, said));
  } catch (error) {
    showVisit(visit);
    toastProblem(error);
    void invalidate('appointments');
    return false;
  }
  withUndo(t(`done.${act}`, { name: visit.patient_name }), () => takeBack(visit.id));
  void invalidate('appointments');
  return true;
}
