import { Button, Card, PasswordInput, Stack, Title } from '@mantine/core';
import { invalidate, useApiForm, useUser } from '@/shared/api';
import { FormProblem, toast } from '@/shared/ui';
import { changePassword } from '../api';
import { useT } from '../i18n';
import { NewPasswordField, newPasswordRule, required } from './fields';

export function PasswordCard() {
  const t = useT();
  const { email } = useUser();
  const api = useApiForm({
    mode: 'uncontrolled',
    initialValues: { current_password: '', new_password: '' },
    validate: { current_password: required, new_password: newPasswordRule },
    submit: async (values, headers) => {
      await changePassword(values, headers);
      form.reset();
      toast({ text: t('account.passwordChanged') });
      void invalidate('auth/sessions');
    },
  });
  const { form } = api;
  return (
    <Card>
      <Title order={2} mb="sm">{t('account.password')}</Title>
      <form onSubmit={api.onSubmit} noValidate>
        <FormProblem problem={api.problem} />
        <Stack gap="sm">
          <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
          <PasswordInput label={t('field.currentPassword')} autoComplete="current-password" key={form.key('current_password')} {...form.getInputProps('current_password')} />
          <NewPasswordField key={form.key('new_password')} {...form.getInputProps('new_password')} />
          <Button type="submit" variant="default" loading={api.busy} w="fit-content">
            {t('account.changePassword')}
          </Button>
        </Stack>
      </form>
    </Card>
  );
}
