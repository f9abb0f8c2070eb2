import type { Schema } from '@/shared/api';
import type { Body } from '@/shared/api/body';
import { addressValues, given, givenAddress, optionalAddress, optionalDay, optionalEmail, required, shownDay, typedDay, type AddressValues } from '@/shared/editing';

export interface ProfileValues extends Record<string, unknown> {
  used_name: string;
  birth_date: string;
  sex: Schema['Sex'];
  phone: string;
  email: string;
  address: AddressValues;
  emergency_contact: { name: string; phone: string; relation: string };
}

export function profileValues(me: Schema['Patient'] | undefined): ProfileValues {
  const contact = me?.emergency_contact;
  return {
    used_name: me?.used_name ?? '',
    birth_date: shownDay(me?.birth_date),
    sex: me?.sex ?? 'unknown',
    phone: me?.phone ?? '',
    email: me?.email ?? '',
    address: addressValues(me?.address),
    emergency_contact: { name: contact?.name ?? '', phone: contact?.phone ?? '', relation: contact?.relation ?? '' },
  };
}

/** The API clears a member that is null. */
const orCleared = <T>(now: T | undefined, before: unknown) => now ?? (before === undefined ? undefined : null);

/** What the patient may change; the birth date only while the clinic does not know it. What was emptied is cleared. */
export function givenProfile(values: ProfileValues, me: Schema['Patient']): Body<'patch', '/api/patients/me'> {
  const { name, phone, relation } = values.emergency_contact;
  const contact = name.trim() ? { name: name.trim(), phone: phone.trim(), relation: given(relation) } : undefined;
  return {
    used_name: orCleared(given(values.used_name), me.used_name),
    birth_date: me.birth_date ? undefined : typedDay(values.birth_date),
    sex: values.sex,
    phone: orCleared(given(values.phone), me.phone),
    email: orCleared(given(values.email), me.email),
    address: orCleared(givenAddress(values.address), me.address),
    emergency_contact: orCleared(contact, me.emergency_contact),
  };
}

const withContact = (value: string, { emergency_contact: { name, phone, relation } }: ProfileValues) =>
  [name, phone, relation].every((part) => part.trim() === '') ? null : required(value);

export const profileRules = {
  birth_date: optionalDay,
  email: optionalEmail,
  address: optionalAddress,
  emergency_contact: { name: withContact, phone: withContact },
};
