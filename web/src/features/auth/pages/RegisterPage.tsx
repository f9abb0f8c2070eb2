import { Text, TextInput } from '@mantine/core';
import { Link, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useApiForm } from '@/shared/api';
import { language } from '@/shared/i18n';
import { keepNext } from '@/shared/next';
import { logIn, register } from '../api';
import { t as textNow, useT } from '../i18n';
import { typedDay } from '../parts/day';
import { EmailField, emailRule, NameFields, NewPasswordField, newPasswordRule, required } from '../parts/fields';
import { LookInMail } from '../parts/LookInMail';
import { PlainForm } from '../parts/PlainForm';
import classes from '../parts/PlainForm.module.css';
import { registerRoute } from '../routes';

const birthDateRule = (value: string) => (value.trim() === '' || typedDay(value) ? null : textNow('field.birthDateWrong'));

export default function RegisterPage() {
  const t = useT();
  const router = useRouter();
  const { next } = registerRoute.useSearch();
  const [asked, setAsked] = useState<string>();
  const api = useApiForm({
    mode: 'uncontrolled',
    initialValues: { first_name: '', last_name: '', birth_date: '', phone: '', email: '', password: '' },
    validate: { first_name: required, last_name: required, birth_date: birthDateRule, email: emailRule, password: newPasswordRule },
    submit: async ({ birth_date, phone, ...values }, headers) => {
      const email = values.email.trim();
      const mail = await register({ ...values, email, birth_date: typedDay(birth_date), phone: phone.trim() || undefined, language: language() }, headers);
      if (mail) {
        keepNext(next);
        return setAsked(email);
      }
      await logIn({ email, password: values.password }, {});
      router.history.replace(next ?? '/');
    },
  });
  const { form } = api;
  if (asked) return <LookInMail email={asked} text={t('register.sent', { email: asked })} next={next} resend />;
  const optional = ` (${t('field.optional')})`;
  return (
    <PlainForm
      title={t('register.title')}
      text={t('register.text')}
      submit={t('register.submit')}
      api={api}
      foot={
        <Text size="sm" mt="lg" ta="center" component="div">
          {t('register.hasAccount')}{' '}
          <Link to="/login" search={{ next }} className={classes.link}>{t('login.submit')}</Link>
        </Text>
      }
    >
      <NameFields first={form.getInputProps('first_name')} last={form.getInputProps('last_name')} />
      <TextInput label={t('field.birthDate') + optional} placeholder={t('field.birthDateHint')} autoComplete="bday" {...form.getInputProps('birth_date')} />
      <TextInput label={t('field.phone') + optional} type="tel" autoComplete="tel" {...form.getInputProps('phone')} />
      <EmailField {...form.getInputProps('email')} />
      <NewPasswordField {...form.getInputProps('password')} label={t('field.password')} />
    </PlainForm>
  );
}
