import { PasswordInput, TextInput, type PasswordInputProps, type TextInputProps } from '@mantine/core';
import { t as shared } from '@/shared/i18n/shared';
import { t, useT } from '../i18n';

/** As the server counts; it knows more reasons to refuse one. */
const shortest = 10;

/** Rules that the server also has, told before the call. */
export const required = (value: string) => (value.trim() === '' ? shared('form.required') : null);
export const emailRule = (value: string) => (/^\S+@\S+\.\S+$/.test(value.trim()) ? null : shared('form.email'));
export const newPasswordRule = (value: string) =>
  value.length >= shortest ? null : t('field.passwordShort', { count: shortest - value.length });

export function EmailField(props: TextInputProps) {
  const t = useT();
  return <TextInput label={t('field.email')} type="email" autoComplete="username" inputMode="email" autoCapitalize="none" spellCheck={false} {...props} />;
}

export function NewPasswordField(props: PasswordInputProps) {
  const t = useT();
  return <PasswordInput label={t('field.newPassword')} description={t('field.passwordHint')} autoComplete="new-password" {...props} />;
}

export function NameFields({ first, last }: { first: TextInputProps; last: TextInputProps }) {
  const t = useT();
  return (
    <>
      <TextInput label={t('field.firstName')} autoComplete="given-name" {...first} />
      <TextInput label={t('field.lastName')} autoComplete="family-name" {...last} />
    </>
  );
}
