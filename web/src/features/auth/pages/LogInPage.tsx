import { Alert, PasswordInput, Text } from '@mantine/core';
import { Link, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useApiForm, type Schema } from '@/shared/api';
import { logIn, useSetupState } from '../api';
import { useT } from '../i18n';
import { EmailField, emailRule, required } from '../parts/fields';
import { PasskeyLogIn } from '../parts/PasskeyLogIn';
import { PlainForm } from '../parts/PlainForm';
import classes from '../parts/PlainForm.module.css';
import { ProviderLogIn } from '../parts/ProviderLogIn';
import { SecondStep } from '../parts/SecondStep';
import { loginRoute } from '../routes';

export default function LogInPage() {
  const t = useT();
  const router = useRouter();
  const { next } = loginRoute.useSearch();
  const setup = useSetupState();
  const [asked, setAsked] = useState<Schema['SecondFactor']>();
  const enter = () => router.history.replace(next ?? '/');
  const api = useApiForm({
    mode: 'uncontrolled',
    initialValues: { email: '', password: '' },
    validate: { email: emailRule, password: required },
    submit: async (values, headers) => {
      const question = await logIn({ ...values, email: values.email.trim() }, headers);
      if (question) setAsked(question);
      else enter();
    },
  });
  const { form } = api;
  if (asked) return <SecondStep asked={asked} onDone={enter} onBack={() => setAsked(undefined)} />;
  return (
    <PlainForm
      title={t('login.title')}
      submit={t('login.submit')}
      api={api}
      foot={
        <>
          <PasskeyLogIn onDone={enter} />
          <ProviderLogIn next={next} />
          <Text size="sm" mt="lg" ta="center" component="div">
            <Link to="/forgot-password" className={classes.link}>{t('login.forgot')}</Link>
            <br />
            {t('login.noAccount')}{' '}
            <Link to="/register" search={{ next }} className={classes.link}>{t('login.register')}</Link>
          </Text>
        </>
      }
    >
      {setup.data?.needed && <Alert variant="default">{t('login.setupNeeded')}</Alert>}
      <EmailField autoFocus key={form.key('email')} {...form.getInputProps('email')} />
      <PasswordInput label={t('field.password')} autoComplete="current-password" key={form.key('password')} {...form.getInputProps('password')} />
    </PlainForm>
  );
}
