import type { Schema } from '@/shared/api';
import type { Body } from '@/shared/api/body';
import { given } from '@/shared/editing/merge';

export type Consultation = Schema['Consultation'];
export type Prescription = Schema['Prescription'];

export const noteParts = ['subjective', 'objective', 'assessment', 'plan'] as const;

/** What is measured: how it is typed (kg, cm, °C) against the whole units of the API, and what can be. */
export const measures = {
  systolic_mmhg: { factor: 1, min: 40, max: 300 },
  diastolic_mmhg: { factor: 1, min: 20, max: 200 },
  heart_rate_bpm: { factor: 1, min: 20, max: 300 },
  breaths_per_minute: { factor: 1, min: 4, max: 100 },
  temperature_dc: { factor: 10, min: 250, max: 450 },
  spo2_percent: { factor: 1, min: 40, max: 100 },
  weight_g: { factor: 1000, min: 200, max: 500_000 },
  height_mm: { factor: 10, min: 200, max: 2600 },
} as const;
export type Measure = keyof typeof measures;
export const measureNames = Object.keys(measures) as Measure[];

export interface TypedDiagnosis {
  label: string;
  code: string;
  main: boolean;
}

export interface TypedLine {
  /** Of this row on this screen. */
  key: string;
  medicine: string;
  dose: string;
  frequency: string;
  duration: string;
  quantity: string;
  instructions: string;
  substitutable: boolean;
}

/** The note as it is typed. */
export type Typed = Record<'reason' | (typeof noteParts)[number], string> & {
  vitals: Record<Measure, string>;
  diagnoses: TypedDiagnosis[];
};

const icd10 = /^[A-Z]\d[A-Z\d](\.[A-Z\d]{1,4})?$/;
export const codeOf = (typed: string) => typed.trim().toUpperCase();
export const isCode = (typed: string) => typed.trim() === '' || icd10.test(codeOf(typed));

/** `37,3` as 373; undefined when empty, NaN when it cannot be. */
export function measured(name: Measure, typed: string): number | undefined {
  const text = typed.trim().replace(',', '.').replaceAll(' ', '');
  if (text === '') return undefined;
  const { factor, min, max } = measures[name];
  const value = Math.round(Number(text) * factor);
  return value >= min && value <= max ? value : Number.NaN;
}

export function shownMeasure(name: Measure, value: number | undefined, language: string): string {
  return value === undefined ? '' : (value / measures[name].factor).toLocaleString(language, { maximumFractionDigits: 3, useGrouping: false });
}

/** A pressure whose lower value is the higher is a slip of the keys. */
export function isCrossed(vitals: Typed['vitals']): boolean {
  const [high, low] = [measured('systolic_mmhg', vitals.systolic_mmhg), measured('diastolic_mmhg', vitals.diastolic_mmhg)];
  return high !== undefined && low !== undefined && low >= high;
}

export const badMeasures = (vitals: Typed['vitals']): Measure[] =>
  measureNames.filter((name) => Number.isNaN(measured(name, vitals[name])) || (name === 'diastolic_mmhg' && isCrossed(vitals)));

export function typedOf(row: Consultation, language: string): Typed {
  const vitals = Object.fromEntries(measureNames.map((name) => [name, shownMeasure(name, row.vitals[name], language)])) as Typed['vitals'];
  const text = (part: keyof Consultation) => (row[part] as string | undefined) ?? '';
  return {
    reason: text('reason'), subjective: text('subjective'), objective: text('objective'), assessment: text('assessment'), plan: text('plan'),
    vitals,
    diagnoses: row.diagnoses.map(({ label, code, main }) => ({ label, code: code ?? '', main: main ?? false })),
  };
}

type Draft = Body<'put', '/api/consultations/{id}'>;

/**
 * What can be saved of what is typed. A measure or a code that cannot be yet keeps nothing else from being saved: the stored one
 * stays until it can.
 */
export function bodyOf(typed: Typed, stored: Consultation): Draft {
  const bad = badMeasures(typed.vitals);
  const vitals: Schema['Vitals'] = {};
  for (const name of measureNames) vitals[name] = bad.includes(name) ? stored.vitals[name] : measured(name, typed.vitals[name]);
  // Half of a pressure must not stand against the stored other half.
  if (bad.includes('diastolic_mmhg')) [vitals.systolic_mmhg, vitals.diastolic_mmhg] = [stored.vitals.systolic_mmhg, stored.vitals.diastolic_mmhg];
  return {
    reason: given(typed.reason), subjective: given(typed.subjective), objective: given(typed.objective), assessment: given(typed.assessment), plan: given(typed.plan),
    vitals,
    diagnoses: typed.diagnoses.filter(({ label }) => given(label)).map(({ label, code, main }) => ({ label: label.trim(), code: isCode(code) ? given(codeOf(code)) : undefined, main })),
  };
}

export const hasUnsaveable = (typed: Typed) => badMeasures(typed.vitals).length > 0 || typed.diagnoses.some(({ label, code }) => !isCode(code) || (!given(label) && given(code)));

let next = 1;
export const emptyLine = (): TypedLine => ({ key: `new-${next++}`, medicine: '', dose: '', frequency: '', duration: '', quantity: '', instructions: '', substitutable: true });

export function typedLine({ id, version: _, substitutable, ...row }: Prescription): TypedLine {
  return { ...emptyLine(), ...row, substitutable: substitutable ?? true, key: id };
}

export function lineBody(line: TypedLine): Body<'post', '/api/consultations/{id}/prescriptions'> {
  const { key: _, medicine, substitutable, ...rest } = line;
  const texts = Object.fromEntries(Object.entries(rest).map(([name, text]) => [name, given(text)]));
  return { medicine: medicine.trim(), substitutable, ...texts };
}

/** What an ordonnance has to say of each medicine; the server has the same rule. */
export const isComplete = (line: TypedLine) => Boolean((given(line.dose) || given(line.frequency)) && (given(line.duration) || given(line.quantity)));
export const isBlank = (line: TypedLine) => !given(line.medicine) && !given(line.dose) && !given(line.frequency) && !given(line.duration) && !given(line.quantity) && !given(line.instructions);
