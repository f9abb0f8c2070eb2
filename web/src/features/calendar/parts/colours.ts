import type { Schema } from '@/shared/api';
import type { useDirectory } from '@/shared/directory';
import type { Visit } from '@/shared/visit';

/** What the colour of a card repeats. It is never the only sign: the card names all three in words, and its edge tells the state. */
export const colourings = ['practitioner', 'type', 'status'] as const;
export type Colouring = (typeof colourings)[number];

type Status = Schema['Appointment']['status'];
type Directory = Pick<ReturnType<typeof useDirectory>, 'practitioner' | 'visitType'>;

/** In the order in which a visit goes through them. */
export const statusColours: Record<Status, string> = {
  pending: 'var(--pending)',
  booked: 'var(--booked)',
  confirmed: 'var(--pine)',
  arrived: 'var(--now-line)',
  in_progress: 'var(--seen)',
  fulfilled: 'var(--ink-soft)',
  no_show: 'var(--danger)',
  cancelled: 'var(--ink-soft)',
};

/** The colour of a visit's card in the column of a practitioner. */
export function colourOf({ visit_type_id, status }: Visit, practitioner: string, colouring: Colouring, directory: Directory): string | undefined {
  if (colouring === 'status') return statusColours[status];
  return (colouring === 'type' ? directory.visitType(visit_type_id) : directory.practitioner(practitioner))?.colour;
}
