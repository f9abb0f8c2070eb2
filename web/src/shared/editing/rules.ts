import { t } from '@/shared/i18n/shared';
import { shownDay, typedDay } from './day';

// Rules that the server also has, told before the call.
const email = /^\S+@\S+\.\S+$/;

export const required = (value: string | null) => (value === null || value.trim() === '' ? t('form.required') : null);
export const requiredEmail = (value: string) => (email.test(value.trim()) ? null : t('form.email'));
export const optionalEmail = (value: string) => (value.trim() === '' ? null : requiredEmail(value));
export const optionalDay = (value: string) => (value.trim() === '' || typedDay(value) ? null : t('form.day', { example: shownDay('1980-01-31') }));
