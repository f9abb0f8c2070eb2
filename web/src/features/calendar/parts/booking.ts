import type { Schema } from '@/shared/api';
import { optionalDay, optionalEmail, required, typedDay } from '@/shared/editing';
import { t as shared } from '@/shared/i18n/shared';
import type { Chosen } from '@/shared/patient';
import { ruleOf, type Repeat, type SeriesBody } from '@/shared/series';
import { instantAt } from '@/shared/time';
import type { Visit } from '@/shared/visit';
import type { BookingBody, PatientBody } from '../api';
import { t } from '../i18n';

type Sex = Schema['Sex'];

export interface NewPatient {
  birth_name: string;
  first_name: string;
  birth_date: string;
  phone: string;
  /** Where the confirmation goes. */
  email: string;
  sex: Sex;
}

export interface BookingValues extends Record<string, unknown> {
  patient: Chosen | null;
  newPatient: NewPatient | null;
  practitioner_id: string;
  visit_type_id: string;
  day: string | null;
  time: string;
  mode: Visit['mode'] | '';
  reason: string;
  note: string;
  /** Why it is booked although the rules say no. */
  override_reason: string;
  /** A series instead of one visit. */
  repeat: Repeat | null;
}

export const nothing: BookingValues = {
  patient: null, newPatient: null, practitioner_id: '', visit_type_id: '', day: null, time: '', mode: '', reason: '', note: '', override_reason: '', repeat: null,
};

/** What was typed to find someone is most often the name of the one to register: `durand lé` → DURAND, Lé. */
export function newPatientFrom(query: string): NewPatient {
  const words = /\d/.test(query) ? [] : query.trim().split(/[\s,]+/).filter(Boolean);
  const capital = (word: string) => word.charAt(0).toLocaleUpperCase() + word.slice(1);
  const [first = '', ...rest] = words.map(capital);
  return { birth_name: first, first_name: rest.join(' '), birth_date: '', phone: /\d/.test(query) && !query.includes('/') ? query.trim() : '', email: '', sex: 'unknown' };
}

const needed = (message: () => string) => (value: unknown) => (value ? null : message());

export const rules = {
  patient: (value: Chosen | null, { newPatient }: BookingValues) => (value || newPatient ? null : t('book.needPatient')),
  visit_type_id: needed(() => t('book.needType')),
  practitioner_id: needed(() => t('book.needPractitioner')),
  day: needed(() => shared('form.required')),
  time: needed(() => shared('form.required')),
  newPatient: {
    birth_name: (value: string | undefined, { newPatient }: BookingValues) => (newPatient ? required(value ?? '') : null),
    first_name: (value: string | undefined, { newPatient }: BookingValues) => (newPatient ? required(value ?? '') : null),
    birth_date: (value: string | undefined, { newPatient }: BookingValues) => (newPatient ? optionalDay(value ?? '') : null),
    email: (value: string | undefined, { newPatient }: BookingValues) => (newPatient ? optionalEmail(value ?? '') : null),
  },
};

const typed = (text: string) => text.trim() || undefined;

export const patientBody = ({ birth_name, first_name, birth_date, phone, email, sex }: NewPatient, confirm_duplicate: boolean): PatientBody => ({
  birth_name: birth_name.trim(),
  first_name: first_name.trim(),
  sex,
  birth_date: typedDay(birth_date),
  phone: typed(phone),
  email: typed(email),
  ...(confirm_duplicate && { confirm_duplicate }),
});

export const bookingBody = (values: BookingValues, patient_id: string, site_id: string, zone: string): BookingBody => ({
  patient_id,
  site_id,
  practitioner_id: values.practitioner_id,
  visit_type_id: values.visit_type_id,
  starts_at: instantAt(values.day ?? '', values.time, zone),
  mode: values.mode || undefined,
  reason: typed(values.reason),
  note: typed(values.note),
  override_reason: typed(values.override_reason),
});

/** The same for a series, if the form asks for one. */
export function seriesBody({ repeat, day, time }: BookingValues, { starts_at: _, override_reason: __, patient_id = '', ...body }: BookingBody): SeriesBody | undefined {
  return repeat && day ? { ...body, patient_id, first_day: day, time, rule: ruleOf(repeat, day) } : undefined;
}

/** Who is here has no time to choose. */
export const walkInBody = ({ patient_id = '', site_id, practitioner_id, visit_type_id, mode, reason, note }: BookingBody) =>
  ({ patient_id, site_id, practitioner_id, visit_type_id, mode, reason, note });
