import { given, required } from '@/shared/editing';
import { addDays, type Day } from '@/shared/time';
import type { WishLine } from './api';

/** What would suit, as a form holds it. */
export type WishValues = {
  practitioner_ids: string[];
  weekdays: string[];
  earliest: string;
  latest: string;
  until: string | null;
  note: string;
};

/** A month is what most people mean by « as soon as possible ». */
const usualDays = 30;

export const freshWish = (today: Day): WishValues => ({ practitioner_ids: [], weekdays: [], earliest: '', latest: '', until: addDays(today, usualDays), note: '' });

export const wishValues = (wish: WishLine): WishValues => ({
  practitioner_ids: wish.practitioner_ids,
  weekdays: wish.weekdays.map(String),
  earliest: wish.earliest ?? '',
  latest: wish.latest ?? '',
  until: wish.until,
  note: wish.note ?? '',
});

export const wishRules = { until: required };

export const wishBody = (values: WishValues) => ({
  practitioner_ids: values.practitioner_ids,
  weekdays: values.weekdays.map(Number).sort((a, b) => a - b),
  earliest: given(values.earliest),
  latest: given(values.latest),
  until: values.until ?? '',
  note: given(values.note),
});
