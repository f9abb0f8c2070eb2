import type { Schema } from '@/shared/api';
import type { Body } from '@/shared/api/body';
import { addressValues, given, givenAddress, optionalEmail, required, requiredAddress, type AddressValues } from '@/shared/editing';
import { fromMoney, toMoney } from '@/shared/money';

// Rows as they are typed (every text is there), and back.

export interface SiteValues extends Record<string, unknown> {
  name: string;
  phone: string;
  email: string;
  time_zone: string;
  address: AddressValues;
  legal_name: string;
  siret: string;
  vat_number: string;
}

export const siteValues = (site: Schema['Site'] | undefined): SiteValues => ({
  name: site?.name ?? '',
  phone: site?.phone ?? '',
  email: site?.email ?? '',
  time_zone: site?.time_zone ?? 'Europe/Paris',
  address: addressValues(site?.address),
  legal_name: site?.legal_name ?? '',
  siret: site?.siret ?? '',
  vat_number: site?.vat_number ?? '',
});

/** Numbers of registers are typed with spaces, and kept without. */
const bare = (typed: string) => given(typed.replace(/\s/g, '').toUpperCase());

export const givenSite = (values: SiteValues, opening_hours: Schema['OpeningHours'][]): Body<'post', '/api/clinics'> => ({
  name: values.name.trim(),
  phone: given(values.phone),
  email: given(values.email),
  time_zone: values.time_zone,
  address: givenAddress(values.address) ?? { line1: '', postal_code: '', city: '', country: values.address.country },
  legal_name: given(values.legal_name),
  siret: bare(values.siret),
  vat_number: bare(values.vat_number),
  opening_hours,
});

export const siteRules = { name: required, email: optionalEmail, address: requiredAddress };

export interface PractitionerValues extends Record<string, unknown> {
  kind: 'practitioner' | 'coach';
  title: string;
  first_name: string;
  last_name: string;
  specialty: string;
  licence_number: string;
  languages: string[];
  colour: string;
  site_ids: string[];
  user_id: string;
  online_bookable: boolean;
}

export const practitionerValues = (row: Schema['Practitioner'] | undefined): PractitionerValues => ({
  kind: row?.kind ?? 'practitioner',
  title: row?.title ?? '',
  first_name: row?.first_name ?? '',
  last_name: row?.last_name ?? '',
  specialty: row?.specialty ?? '',
  licence_number: row?.licence_number ?? '',
  languages: row?.languages ?? ['fr'],
  colour: row?.colour ?? '#0E5A5E',
  site_ids: row?.site_ids ?? [],
  user_id: row?.user_id ?? '',
  online_bookable: row?.online_bookable ?? true,
});

export const givenPractitioner = (values: PractitionerValues): Body<'post', '/api/practitioners'> => ({
  kind: values.kind,
  title: given(values.title),
  first_name: values.first_name.trim(),
  last_name: values.last_name.trim(),
  specialty: values.specialty.trim(),
  licence_number: given(values.licence_number),
  languages: values.languages,
  colour: values.colour,
  site_ids: values.site_ids,
  user_id: given(values.user_id),
  online_bookable: values.online_bookable,
});

export const practitionerRules = { first_name: required, last_name: required, specialty: required };

export interface VisitTypeValues extends Record<string, unknown> {
  name: string;
  duration_minutes: number;
  /** In whole units of the currency, as typed. */
  price: number | string;
  currency: string;
  colour: string;
  buffer_before_minutes: number;
  buffer_after_minutes: number;
  modes: Schema['Appointment']['mode'][];
  needs: Schema['RoomNeed'][];
  online_bookable: boolean;
  min_notice_minutes: string;
  cancel_notice_minutes: string;
  reminder_days: string[];
  pay_to_confirm: boolean;
  pay_within_minutes: string;
  horizon_days: number;
  capacity: number;
  practitioner_ids: string[];
}

export const visitTypeValues = (row: Schema['VisitType'] | undefined): VisitTypeValues => ({
  name: row?.name ?? '',
  duration_minutes: row?.duration_minutes ?? 30,
  price: row ? fromMoney(row.price) : 30,
  currency: row?.price.currency ?? 'EUR',
  colour: row?.colour ?? '#0E5A5E',
  buffer_before_minutes: row?.buffer_before_minutes ?? 0,
  buffer_after_minutes: row?.buffer_after_minutes ?? 0,
  modes: row?.modes ?? ['on_site'],
  needs: row?.needs ?? [],
  online_bookable: row?.online_bookable ?? true,
  min_notice_minutes: String(row?.min_notice_minutes ?? 120),
  cancel_notice_minutes: String(row?.cancel_notice_minutes ?? 1440),
  reminder_days: (row?.reminder_days ?? [7, 2, 1]).map(String),
  pay_to_confirm: row?.pay_to_confirm ?? false,
  pay_within_minutes: String(row?.pay_within_minutes ?? 30),
  horizon_days: row?.horizon_days ?? 90,
  capacity: row?.capacity ?? 1,
  practitioner_ids: row?.practitioner_ids ?? [],
});

export const givenVisitType = ({ price, currency, min_notice_minutes, cancel_notice_minutes, reminder_days, pay_within_minutes, ...values }: VisitTypeValues): Body<'post', '/api/visit-types'> => ({
  ...values,
  name: values.name.trim(),
  price: toMoney(price, currency),
  min_notice_minutes: Number(min_notice_minutes),
  cancel_notice_minutes: Number(cancel_notice_minutes),
  reminder_days: reminder_days.map(Number).sort((a, b) => b - a),
  pay_within_minutes: Number(pay_within_minutes),
});
