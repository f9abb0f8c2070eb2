import { client, type Schema } from '@/shared/api';
import { answer, shownDay } from '@/shared/editing';
import { patientName } from '@/shared/ui';

export type PatientLine = Schema['PatientLine'];

/** Who was picked: enough to show it again when the draft comes back. */
export interface Chosen {
  id: string;
  name: string;
  birth_date?: string;
  phone?: string;
}

export const chosen = (line: PatientLine | Schema['Patient']): Chosen =>
  ({ id: line.id, name: patientName(line), birth_date: line.birth_date, phone: line.phone });

/** Beside a name, so that a mix-up is seen. */
export const about = ({ birth_date, phone }: { birth_date?: string; phone?: string }) => [shownDay(birth_date), phone].filter(Boolean).join(' · ');

export async function findPatients(q: string, signal: AbortSignal): Promise<PatientLine[]> {
  const { items } = await answer(client.GET('/api/patients', { params: { query: { q, limit: 8 } }, signal }));
  return items;
}
