import type { Schema } from '@/shared/api';
import type { Body } from '@/shared/api/body';
import { addressValues, given, givenAddress, optionalAddress, optionalDay, optionalEmail, required, shownDay, typedDay, type AddressValues } from '@/shared/editing';

type Patient = Schema['Patient'];

/** What is typed: every text is there, empty or not; the birth date as typed. */
export interface PatientValues extends Record<string, unknown> {
  birth_name: string;
  used_name: string;
  first_name: string;
  sex: Schema['Sex'];
  birth_date: string;
  birth_place: string;
  phone: string;
  email: string;
  language: Schema['Language'];
  note: string;
  address: AddressValues;
  emergency_contact: { name: string; phone: string; relation: string };
}

export function patientValues(patient: Partial<Patient> | undefined): PatientValues {
  const text = (key: 'birth_name' | 'used_name' | 'first_name' | 'birth_place' | 'phone' | 'email' | 'note') => patient?.[key] ?? '';
  const contact = patient?.emergency_contact;
  return {
    birth_name: text('birth_name'),
    used_name: text('used_name'),
    first_name: text('first_name'),
    sex: patient?.sex ?? 'unknown',
    birth_date: shownDay(patient?.birth_date),
    birth_place: text('birth_place'),
    phone: text('phone'),
    email: text('email'),
    language: patient?.language === 'en' ? 'en' : 'fr',
    note: text('note'),
    address: addressValues(patient?.address),
    emergency_contact: { name: contact?.name ?? '', phone: contact?.phone ?? '', relation: contact?.relation ?? '' },
  };
}

export function givenPatient(values: PatientValues): Body<'post', '/api/patients'> {
  const { name, phone, relation } = values.emergency_contact;
  const contact = name.trim() || phone.trim() ? { name: name.trim(), phone: phone.trim(), relation: given(relation) } : undefined;
  return {
    birth_name: values.birth_name.trim(),
    used_name: given(values.used_name),
    first_name: values.first_name.trim(),
    sex: values.sex,
    birth_date: typedDay(values.birth_date),
    birth_place: given(values.birth_place),
    phone: given(values.phone),
    email: given(values.email),
    language: values.language,
    note: given(values.note),
    address: givenAddress(values.address),
    emergency_contact: contact,
  };
}

type Contact = PatientValues['emergency_contact'];
const withContact = (value: string, { emergency_contact: { name, phone, relation } }: { emergency_contact: Contact }) =>
  [name, phone, relation].every((part) => part.trim() === '') ? null : required(value);

export const patientRules = {
  birth_name: required,
  first_name: required,
  birth_date: optionalDay,
  email: optionalEmail,
  address: optionalAddress,
  emergency_contact: { name: withContact, phone: withContact },
};
