import { isActive, isMovable, type Visit } from '@/shared/visit';

/** The visits of a group are one card: it bears the count, and its drawer tells who takes part. */
export function gathered(visits: Visit[], title: (taken: number, type: string) => string): Visit[] {
  const members = new Map<string, Visit[]>();
  for (const visit of visits) {
    if (visit.group_id) members.set(visit.group_id, [...(members.get(visit.group_id) ?? []), visit]);
  }
  const seen = new Set<string>();
  return visits.flatMap((visit) => {
    const group = visit.group_id;
    if (!group) return [visit];
    if (seen.has(group)) return [];
    seen.add(group);
    const all = members.get(group) ?? [];
    const active = all.filter(isActive);
    return [{ ...(active[0] ?? visit), patient_name: title(active.length, visit.visit_type_id) }];
  });
}

/** A group is moved as a whole, in its drawer. */
export const isDraggable = (visit: Visit) => isMovable(visit) && !visit.group_id;
