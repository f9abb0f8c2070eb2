import { useRouter } from '@tanstack/react-router';
import { useApiForm } from '@/shared/api';
import { toast } from '@/shared/ui';
import { resetPassword } from '../api';
import { useT } from '../i18n';
import { NewPasswordField, newPasswordRule } from '../parts/fields';
import { LinkOver } from '../parts/LinkOver';
import { PlainForm } from '../parts/PlainForm';
import { resetRoute } from '../routes';

export default function ResetPage() {
  const { token } = resetRoute.useSearch();
  return token ? <ResetForm token={token} /> : <LinkOver />;
}

function ResetForm({ token }: { token: string }) {
  const t = useT();
  const router = useRouter();
  const api = useApiForm({
    mode: 'uncontrolled',
    initialValues: { password: '' },
    validate: { password: newPasswordRule },
    submit: async (values, headers) => {
      await resetPassword({ ...values, token }, headers);
      toast({ text: t('reset.done') });
      await router.navigate({ to: '/login', replace: true });
    },
  });
  const { form } = api;
  return (
    <PlainForm title={t('reset.title')} text={t('reset.text')} submit={t('reset.submit')} api={api}>
      <NewPasswordField autoFocus key={form.key('password')} {...form.getInputProps('password')} />
    </PlainForm>
  );
}
