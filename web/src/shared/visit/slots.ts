import { api, type Schema } from '@/shared/api';
import { addDays, type Day } from '@/shared/time';

export type Slot = Schema['Slot'];

export interface SlotWish {
  visit_type_id: string;
  practitioner_id?: string;
  site_id?: string;
  from: Day;
}

const reach = 13;

/** Free slots of the two weeks from a day on. */
export function useSlots(wish: SlotWish | undefined) {
  const query = { ...(wish ?? { visit_type_id: '', from: '2000-01-01' }) };
  return api.useQuery('get', '/api/slots', { params: { query: { ...query, until: addDays(query.from, reach) } } }, { enabled: wish !== undefined, staleTime: 10_000 });
}

/** The first slots from now on; with a wished instant, those nearest to it. Shown by begin. */
export function pickSlots(slots: Slot[], count: number, near?: string, now = Date.now()): Slot[] {
  const at = (slot: Slot) => Date.parse(slot.starts_at);
  const free = slots.filter((slot) => at(slot) >= now);
  const wished = near === undefined ? undefined : Date.parse(near);
  const chosen = wished === undefined ? free : [...free].sort((a, b) => Math.abs(at(a) - wished) - Math.abs(at(b) - wished));
  return chosen.slice(0, count).sort((a, b) => at(a) - at(b));
}
