import { PasswordInput } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { useApiForm } from '@/shared/api';
import { takeNext } from '@/shared/next';
import { verifyEmail } from '../api';
import { useT } from '../i18n';
import { required } from '../parts/fields';
import { LinkOver } from '../parts/LinkOver';
import { PlainForm } from '../parts/PlainForm';
import { verifyRoute } from '../routes';

export default function VerifyPage() {
  const { token } = verifyRoute.useSearch();
  return token ? <VerifyForm token={token} /> : <LinkOver />;
}

function VerifyForm({ token }: { token: string }) {
  const t = useT();
  const router = useRouter();
  const api = useApiForm({
    mode: 'uncontrolled',
    initialValues: { password: '' },
    validate: { password: required },
    submit: async (values, headers) => {
      await verifyEmail({ ...values, token }, headers);
      router.history.replace(takeNext() ?? '/');
    },
  });
  const { form } = api;
  return (
    <PlainForm title={t('verify.title')} text={t('verify.text')} submit={t('verify.submit')} api={api}>
      <PasswordInput label={t('field.password')} autoComplete="current-password" autoFocus key={form.key('password')} {...form.getInputProps('password')} />
    </PlainForm>
  );
}
