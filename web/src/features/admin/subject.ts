/** Where a subject can be looked at. */
export function subjectPath(kind: string | undefined, id: string | undefined): string | undefined {
  if (!id) return undefined;
  if (kind === 'patient') return `/patients/${id}`;
  if (kind === 'consultation') return `/consultations/${id}`;
  if (kind === 'site') return `/admin/sites/${id}`;
  return undefined;
}
