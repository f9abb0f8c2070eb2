import { Alert, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useApiForm } from '@/shared/api';
import { forgotPassword } from '../api';
import { useT } from '../i18n';
import { EmailField, emailRule } from '../parts/fields';
import { LookInMail } from '../parts/LookInMail';
import { PlainForm } from '../parts/PlainForm';
import classes from '../parts/PlainForm.module.css';

export default function ForgotPage() {
  const t = useT();
  const [asked, setAsked] = useState<{ email: string; mail: boolean }>();
  const api = useApiForm({
    mode: 'uncontrolled',
    initialValues: { email: '' },
    validate: { email: emailRule },
    submit: async (values, headers) => {
      const email = values.email.trim();
      setAsked({ email, mail: await forgotPassword(email, headers) });
    },
  });
  const { form } = api;
  if (asked?.mail) return <LookInMail email={asked.email} text={t('forgot.sent', { email: asked.email })} />;
  return (
    <PlainForm
      title={t('forgot.title')}
      text={t('forgot.text')}
      submit={t('forgot.submit')}
      api={api}
      foot={
        <Text size="sm" mt="lg" ta="center" component="div">
          <Link to="/login" className={classes.link}>{t('forgot.back')}</Link>
        </Text>
      }
    >
      {asked && <Alert variant="default" role="status">{t('forgot.noMail')}</Alert>}
      <EmailField autoFocus key={form.key('email')} {...form.getInputProps('email')} />
    </PlainForm>
  );
}
