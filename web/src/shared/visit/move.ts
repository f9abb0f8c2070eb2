import { client, invalidate } from '@/shared/api';
import { formatDate, formatTime } from '@/shared/time';
import { toastProblem, withUndo } from '@/shared/ui/toast';
import { t } from './i18n';
import { showVisit, stopReading, type Visit } from './list';

export interface Place {
  starts_at: string;
  practitioner_id: string;
  site_id?: string;
  /** How long it lasts from then on; absent: as long as it does now. */
  duration_minutes?: number;
  /** In which of its rooms, if they matter; absent: as the server sees fit. */
  room_ids?: string[];
  /** Why it goes there although the rules say no. */
  override_reason?: string;
}

/** In minutes. */
export const lengthOf = ({ starts_at, ends_at }: Pick<Visit, 'starts_at' | 'ends_at'>) => (Date.parse(ends_at) - Date.parse(starts_at)) / 60_000;

/** A visit as it would stand elsewhere. */
export function placed(visit: Visit, { starts_at, practitioner_id, site_id = visit.site_id, duration_minutes = lengthOf(visit) }: Place): Visit {
  return { ...visit, starts_at, practitioner_id, site_id, ends_at: new Date(Date.parse(starts_at) + duration_minutes * 60_000).toISOString() };
}

const samePlace = (a: Place, b: Place) => Date.parse(a.starts_at) === Date.parse(b.starts_at) && a.practitioner_id === b.practitioner_id;
const sameLength = (visit: Visit, { duration_minutes: wanted }: Place) => wanted === undefined || wanted === lengthOf(visit);

async function send(visit: Visit, to: Place, version?: number): Promise<Visit> {
  const { data, error } = await client.POST('/api/appointments/{id}/move', {
    params: { path: { id: visit.id } },
    headers: version === undefined ? {} : { 'If-Match': `"${version}"` },
    body: {
      starts_at: to.starts_at,
      ...(!sameLength(visit, to) && { duration_minutes: to.duration_minutes }),
      ...(to.practitioner_id !== visit.practitioner_id && { practitioner_id: to.practitioner_id }),
      room_ids: to.room_ids,
      ...(to.override_reason && { override_reason: to.override_reason }),
      ...(to.site_id && to.site_id !== visit.site_id && { site_id: to.site_id }),
    },
  });
  if (error !== undefined) throw error;
  return data;
}

async function moveBack(moved: Visit, from: Visit) {
  showVisit(await send(moved, { ...from, duration_minutes: lengthOf(from) }));
  void invalidate('appointments');
}

/**
 * Moves a visit, or makes it longer or shorter: on screen at once, put back with the reason when the server refuses, with Undo. Throws only when asked to
 * (forms show the refusal themselves).
 */
export async function moveVisit(visit: Visit, to: Place, refusal: 'toast' | 'throw' = 'toast'): Promise<boolean> {
  if (samePlace(visit, to) && sameLength(visit, to) && !to.room_ids) return false;
  await stopReading();
  showVisit(placed(visit, to));
  try {
    const moved = await send(visit, to, visit.version);
    showVisit(moved);
    const words = { name: visit.patient_name, day: formatDate(moved.starts_at), time: formatTime(moved.starts_at), until: formatTime(moved.ends_at) };
    withUndo(t(samePlace(visit, moved) && !sameLength(visit, to) ? 'lasts' : 'moved', words), () => moveBack(moved, visit));
    return true;
  } catch (error) {
    showVisit(visit);
    if (refusal === 'throw') throw error;
    toastProblem(error);
    return false;
  } finally {
    void invalidate('appointments');
  }
}
