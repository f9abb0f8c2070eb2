import { api, type Schema } from '@/shared/api';
import { addDays, type Day } from '@/shared/time';

export type Slot = Omit<Schema['Slot'], 'visit_type_id'>;

export interface SlotWish {
  visit_type_id: string;
  practitioner_id?: string;
  site_id?: string;
  from: Day;
}

const reach = 13;
/** As many as any list of first slots shows. */
const first = 24;

/** Free slots of the two weeks from a day on: the first few, or all. */
export function useSlots(wish: SlotWish | undefined, all: boolean) {
  const { visit_type_id, ...query } = { ...(wish ?? { visit_type_id: '', from: '2000-01-01' }) };
  return api.useQuery('get', '/api/slots', { params: { query: { ...query, visit_type_id: [visit_type_id], until: addDays(query.from, reach), ...(!all && { limit: first }) } } }, { enabled: wish !== undefined, staleTime: 10_000 });
}

/** Another practitioner at the wished time is as good as the same one this much later or earlier. */
const loyalty = 2 * 60 * 60_000;

export interface Near {
  starts_at: string;
  practitioner_id?: string;
}

/** The first slots from now on; with a wish, those nearest to it, the same practitioner preferred. Shown by begin. */
export function pickSlots(slots: Slot[], count: number, near?: Near, now = Date.now()): Slot[] {
  const at = (slot: Slot) => Date.parse(slot.starts_at);
  const away = (slot: Slot, { starts_at, practitioner_id }: Near) =>
    Math.abs(at(slot) - Date.parse(starts_at)) + (practitioner_id && slot.practitioner_id !== practitioner_id ? loyalty : 0);
  const free = slots.filter((slot) => at(slot) >= now);
  const chosen = near ? [...free].sort((a, b) => away(a, near) - away(b, near)) : free;
  return chosen.slice(0, count).sort((a, b) => at(a) - at(b));
}
