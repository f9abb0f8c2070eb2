import { Alert, PasswordInput, Text } from '@mantine/core';
import { Link, useRouter } from '@tanstack/react-router';
import { useApiForm } from '@/shared/api';
import { logIn, useSetupState } from '../api';
import { useT } from '../i18n';
import { EmailField, emailRule, required } from '../parts/fields';
import { PlainForm } from '../parts/PlainForm';
import classes from '../parts/PlainForm.module.css';
import { loginRoute } from '../routes';

export default function LogInPage() {
  const t = useT();
  const router = useRouter();
  const { next } = loginRoute.useSearch();
  const setup = useSetupState();
  const api = useApiForm({
    mode: 'uncontrolled',
    initialValues: { email: '', password: '' },
    validate: { email: emailRule, password: required },
    submit: async (values, headers) => {
      await logIn({ ...values, email: values.email.trim() }, headers);
      router.history.replace(next ?? '/');
    },
  });
  const { form } = api;
  return (
    <PlainForm
      title={t('login.title')}
      submit={t('login.submit')}
      api={api}
      foot={
        <Text size="sm" mt="lg" ta="center" component="div">
          <Link to="/forgot-password" className={classes.link}>{t('login.forgot')}</Link>
          <br />
          {t('login.noAccount')}{' '}
          <Link to="/register" search={{ next }} className={classes.link}>{t('login.register')}</Link>
        </Text>
      }
    >
      {setup.data?.needed && <Alert variant="default">{t('login.setupNeeded')}</Alert>}
      <EmailField autoFocus key={form.key('email')} {...form.getInputProps('email')} />
      <PasswordInput label={t('field.password')} autoComplete="current-password" key={form.key('password')} {...form.getInputProps('password')} />
    </PlainForm>
  );
}
