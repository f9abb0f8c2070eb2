import { shownDay, typedDay } from '@/shared/editing';
import type { Sent } from './api';

export interface Entry {
  id: string;
  author: string;
  recorded_at: string;
  version: number;
  [field: string]: unknown;
}

export interface Field<Name extends string = string, Choice extends string = string> {
  name: Name;
  kind: 'line' | 'text' | 'day' | 'number' | 'choice';
  required?: boolean;
  choices?: readonly Choice[];
  unit?: string;
}

/** What is asked in each section, in this order; the first field is the entry's headline. */
export const sections = {
  allergies: [
    { name: 'substance', kind: 'line', required: true },
    { name: 'reaction', kind: 'line' },
    { name: 'severity', kind: 'choice', choices: ['mild', 'moderate', 'severe', 'life_threatening'] },
    { name: 'noted_on', kind: 'day' },
    { name: 'status', kind: 'choice', choices: ['active', 'resolved'], required: true },
  ],
  problems: [
    { name: 'label', kind: 'line', required: true },
    { name: 'code', kind: 'line' },
    { name: 'since', kind: 'day' },
    { name: 'resolved_on', kind: 'day' },
    { name: 'status', kind: 'choice', choices: ['active', 'resolved'], required: true },
  ],
  medications: [
    { name: 'name', kind: 'line', required: true },
    { name: 'dose', kind: 'line' },
    { name: 'instructions', kind: 'text' },
    { name: 'since', kind: 'day' },
    { name: 'until', kind: 'day' },
  ],
  immunizations: [
    { name: 'vaccine', kind: 'line', required: true },
    { name: 'given_on', kind: 'day', required: true },
    { name: 'lot', kind: 'line' },
    { name: 'site', kind: 'line' },
  ],
  vitals: [
    { name: 'weight_kg', kind: 'number', unit: 'kg' },
    { name: 'height_cm', kind: 'number', unit: 'cm' },
    { name: 'systolic', kind: 'number', unit: 'mmHg' },
    { name: 'diastolic', kind: 'number', unit: 'mmHg' },
    { name: 'heart_rate', kind: 'number', unit: 'bpm' },
    { name: 'temperature', kind: 'number', unit: '°C' },
    { name: 'spo2', kind: 'number', unit: '%' },
  ],
  history: [
    { name: 'title', kind: 'line', required: true },
    { name: 'kind', kind: 'choice', choices: ['family', 'surgical', 'lifestyle'], required: true },
    { name: 'text', kind: 'text' },
    { name: 'happened_on', kind: 'day' },
  ],
} as const satisfies Record<string, readonly Field[]>;

export type SectionName = keyof typeof sections;
type AnyField = (typeof sections)[SectionName][number];
export type FieldName = AnyField['name'];
export type Choice = Extract<AnyField, { kind: 'choice' }>['choices'][number];
export type SectionField = Field<FieldName, Choice>;

export const fieldsOf = (section: SectionName) => sections[section] as readonly SectionField[];

export type Values = Record<string, string>;

/** What stands in the form: every field as it is typed. */
export function valuesOf(section: SectionName, entry: Entry | undefined): Values {
  return Object.fromEntries(
    fieldsOf(section).map(({ name, kind, required, choices }) => {
      const value = entry?.[name];
      if (value === undefined || value === null) return [name, kind === 'choice' && required ? (choices?.[0] ?? '') : ''];
      return [name, kind === 'day' ? shownDay(String(value)) : String(value).replace('.', kind === 'number' ? ',' : '.')];
    }),
  );
}

/** What is sent of it: nothing of what was left empty. Measures belong to the moment they were written, unless they have one. */
export function sentOf(section: SectionName, values: Values, entry: Entry | undefined): Sent {
  const sent: Sent = section === 'vitals' ? { measured_at: entry?.measured_at ?? new Date().toISOString() } : {};
  for (const { name, kind } of fieldsOf(section)) {
    const typed = (values[name] ?? '').trim();
    if (typed === '') continue;
    if (kind === 'day') sent[name] = typedDay(typed) ?? typed;
    else if (kind === 'number') sent[name] = numberOf(typed);
    else sent[name] = typed;
  }
  return sent;
}

/** `72,5` and `72.5`; what is no number goes as it is, so that the server says what is wrong with it. */
export function numberOf(typed: string): number | string {
  const value = Number(typed.replace(',', '.'));
  return Number.isFinite(value) ? value : typed;
}
