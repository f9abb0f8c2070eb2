import { Alert, Button, Card, PasswordInput, Stack, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { useApiForm, useUser } from '@/shared/api';
import { FormProblem } from '@/shared/ui';
import { changeEmail } from '../api';
import { useT } from '../i18n';
import { emailRule, required } from './fields';

/** The address changes only when the new one has confirmed it. */
export function EmailCard() {
  const t = useT();
  const { email } = useUser();
  const [asked, setAsked] = useState<string>();
  const api = useApiForm({
    mode: 'uncontrolled',
    initialValues: { email: '', current_password: '' },
    validate: { email: emailRule, current_password: required },
    submit: async (values, headers) => {
      const wanted = values.email.trim();
      await changeEmail({ ...values, email: wanted }, headers);
      form.reset();
      setAsked(wanted);
    },
  });
  const { form } = api;
  return (
    <Card>
      <Title order={2} mb="sm">{t('email.title')}</Title>
      <form onSubmit={api.onSubmit} noValidate aria-label={t('email.title')}>
        <FormProblem problem={api.problem} />
        {asked && <Alert variant="default" role="status" mb="sm">{t('email.sent', { email: asked })}</Alert>}
        <Stack gap="sm">
          <TextInput label={t('email.current')} value={email} readOnly variant="filled" autoComplete="username" />
          <TextInput label={t('email.new')} type="email" autoComplete="email" inputMode="email" autoCapitalize="none" spellCheck={false} key={form.key('email')} {...form.getInputProps('email')} />
          <PasswordInput label={t('email.password')} autoComplete="current-password" key={form.key('current_password')} {...form.getInputProps('current_password')} />
          <Button type="submit" variant="default" loading={api.busy} w="fit-content">
            {t('email.submit')}
          </Button>
        </Stack>
      </form>
    </Card>
  );
}
