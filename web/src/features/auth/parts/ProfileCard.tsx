import { Button, Card, Stack, TextInput, Title } from '@mantine/core';
import { useApiForm, useUser } from '@/shared/api';
import { userChanged } from '@/shared/api/session';
import { useT as useShared } from '@/shared/i18n/shared';
import { PictureField } from '@/shared/picture/PictureField';
import { FormProblem, toast } from '@/shared/ui';
import { changeMe } from '../api';
import { useT } from '../i18n';
import { NameFields, required } from './fields';

export function ProfileCard() {
  const t = useT();
  const shared = useShared();
  const { first_name, last_name, phone = '' } = useUser();
  const api = useApiForm({
    mode: 'uncontrolled',
    initialValues: { first_name, last_name, phone },
    validate: { first_name: required, last_name: required },
    submit: async (values) => {
      userChanged(await changeMe(values));
      toast({ text: t('account.saved') });
    },
  });
  const { form } = api;
  return (
    <Card>
      <Title order={2} mb="sm">{t('account.profile')}</Title>
      <PictureField />
      <form onSubmit={api.onSubmit} noValidate>
        <FormProblem problem={api.problem} />
        <Stack gap="sm">
          <NameFields first={form.getInputProps('first_name')} last={form.getInputProps('last_name')} />
          <TextInput label={t('field.phone')} type="tel" autoComplete="tel" {...form.getInputProps('phone')} />
          <Button type="submit" loading={api.busy} w="fit-content">
            {shared('action.save')}
          </Button>
        </Stack>
      </form>
    </Card>
  );
}
