import { client, hasRole, invalidate, type User } from '@/shared/api';
import { toast, toastProblem, withUndo } from '@/shared/ui/toast';
import { t } from './i18n';
import { showVisit, stopReading, type Visit } from './list';

export type Act = 'confirm' | 'arrive' | 'start' | 'complete' | 'no-show' | 'cancel';
type Status = Visit['status'];

/** What can follow each state; the first is what usually does. */
const following: Record<Status, Act[]> = {
  pending: ['confirm', 'cancel'],
  booked: ['arrive', 'confirm', 'no-show', 'cancel'],
  confirmed: ['arrive', 'no-show', 'cancel'],
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
const takenBack: Act[] = ['arrive', 'start', 'complete', 'no-show', 'cancel'];

export const isDesk = (user: User) => hasRole(user, 'receptionist', 'admin');

/** The acts that this user may do on a visit now. */
export function actsOn({ status }: Pick<Visit, 'status'>, user: User): Act[] {
  return hasRole(user, 'receptionist', 'admin', 'practitioner', 'coach') ? following[status] : [];
}

/** Whether the front desk can take back the last act. */
export const canTakeBack = ({ status }: Visit, user: User) =>
  isDesk(user) && ['arrived', 'in_progress', 'fulfilled', 'no_show', 'cancelled'].includes(status);

/** Whether a visit still holds its time. */
export const isActive = ({ status }: Pick<Visit, 'status'>) => status !== 'cancelled' && status !== 'no_show';
/** Whether a visit can still be moved. */
export const isMovable = ({ status }: Pick<Visit, 'status'>) => ['pending', 'booked', 'confirmed', 'arrived'].includes(status);
/** Whether the patient is still to come. */
export const isExpected = ({ status }: Pick<Visit, 'status'>) => ['pending', 'booked', 'confirmed'].includes(status);

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

async function send(visit: Visit, act: Act, reason?: string): Promise<Visit> {
  const { id, version } = visit;
  const { data, error } = act === 'cancel'
    ? await client.DELETE('/api/appointments/{id}', { params: { path: { id }, query: reason ? { reason } : {} }, headers: { 'If-Match': `"${version}"` } })
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
 * Does an act: on screen at once, put back with the reason when the server refuses, undone by the toast where that is possible.
 * Answers whether it was done.
 */
export async function perform(visit: Visit, act: Act, user: User, reason?: string): Promise<boolean> {
  await stopReading();
  const at = stamp[act];
  showVisit({ ...visit, status: outcome[act], ...(at && { [at]: new Date().toISOString() }) });
  try {
    showVisit(await send(visit, act, reason));
  } catch (error) {
    showVisit(visit);
    toastProblem(error);
    void invalidate('appointments');
    return false;
  }
  const text = t(`done.${act}`, { name: visit.patient_name });
  if (takenBack.includes(act) && isDesk(user)) withUndo(text, () => takeBack(visit.id));
  else toast({ text });
  void invalidate('appointments');
  return true;
}
