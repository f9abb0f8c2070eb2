import type { Schema } from '@/shared/api';

interface Named {
  first_name: string;
  last_name: string;
  title?: string;
}

/** Staff and accounts: `Dr Claire Morel`. */
export function fullName({ title, first_name, last_name }: Named): string {
  return [title, first_name, last_name].filter(Boolean).join(' ');
}

/** `CM` */
export function initials({ first_name, last_name }: Named): string {
  return `${first_name.charAt(0)}${last_name.charAt(0)}`.toLocaleUpperCase();
}

type PatientName = Pick<Schema['PatientLine'], 'birth_name' | 'used_name' | 'first_name'>;

/** Patients in lists, surname first: `Morel, Anne`. The name in use where there is one, else the name at birth. */
export function patientName({ birth_name, used_name, first_name }: PatientName): string {
  return `${used_name || birth_name}, ${first_name}`;
}

/** For comparing what was typed with what is stored: small letters, no accents. */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{Diacritic}/gu, '').toLowerCase().trim();
}

/** The words for a name at birth, which French writes by who bears it: `née Morel`. */
export function bornAs(sex: Schema['PatientLine']['sex']): 'person.born' | 'person.born.female' | 'person.born.male' {
  return sex === 'female' || sex === 'male' ? `person.born.${sex}` : 'person.born';
}
