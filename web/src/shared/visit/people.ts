import type { Schema } from '@/shared/api';

export type Practitioner = Schema['Practitioner'];
export type VisitType = Schema['VisitType'];

/** Which of the visit types a practitioner holds; without a practitioner, all. */
export const typesOf = (types: VisitType[], practitioner: string | undefined) =>
  types.filter(({ archived, practitioner_ids: ids }) => !archived && (!practitioner || ids.length === 0 || ids.includes(practitioner)));

/** Who holds a visit type at a site; without either, all. */
export const holdersOf = (people: Practitioner[], type: VisitType | undefined, site: string | undefined) =>
  people.filter(({ id, archived, site_ids }) =>
    !archived && (!site || site_ids.includes(site)) && (!type || type.practitioner_ids.length === 0 || type.practitioner_ids.includes(id)));
