import { Button } from '@mantine/core';
import { IconCircleCheck, IconLinkOff } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import { useApiForm } from '@/shared/api';
import { language } from '@/shared/i18n';
import { EmptyState } from '@/shared/ui';
import { setUp, useSetupState } from '../api';
import { useT } from '../i18n';
import { EmailField, emailRule, NameFields, NewPasswordField, newPasswordRule, required } from '../parts/fields';
import { PlainForm } from '../parts/PlainForm';
import { setupRoute } from '../routes';

export default function SetUpPage() {
  const t = useT();
  const router = useRouter();
  const { token } = setupRoute.useSearch();
  const state = useSetupState();
  if (state.data?.needed === false) {
    return (
      <EmptyState page icon={IconCircleCheck} title={t('setup.done')}>
        <Button onClick={() => void router.navigate({ to: '/login' })}>{t('login.submit')}</Button>
      </EmptyState>
    );
  }
  return token ? <SetUpForm token={token} /> : <EmptyState page icon={IconLinkOff} title={t('setup.noToken')} />;
}

function SetUpForm({ token }: { token: string }) {
  const t = useT();
  const router = useRouter();
  const api = useApiForm({
    mode: 'uncontrolled',
    initialValues: { first_name: '', last_name: '', email: '', password: '' },
    validate: { first_name: required, last_name: required, email: emailRule, password: newPasswordRule },
    submit: async (values, headers) => {
      await setUp({ ...values, token, language: language() }, headers);
      router.history.replace('/');
    },
  });
  const { form } = api;
  return (
    <PlainForm title={t('setup.title')} text={t('setup.text')} submit={t('setup.submit')} api={api}>
      <NameFields
        first={{ ...form.getInputProps('first_name'), autoFocus: true }}
        last={form.getInputProps('last_name')}
      />
      <EmailField key={form.key('email')} {...form.getInputProps('email')} />
      <NewPasswordField key={form.key('password')} {...form.getInputProps('password')} label={t('field.password')} />
    </PlainForm>
  );
}
