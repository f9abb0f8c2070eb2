import type { Kind, Person, Place } from '../source';

/** Who offers that kind of visit. */
export const offering = <P extends Person>(people: P[], { practitioner_ids }: Kind): P[] =>
  people.filter(({ id }) => practitioner_ids.length === 0 || practitioner_ids.includes(id));

/** Of with whom, where and how: what there is to choose. */
export const wishesOf = ({ modes }: Kind, people: Person[], sites: Place[]) => ({ who: people.length > 1, where: sites.length > 1, how: modes.length > 1 });
