import { IconMailOff } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import { toProblem, useApiForm, type Schema } from '@/shared/api';
import { EmptyState, ErrorState, PageLoading } from '@/shared/ui';
import { acceptInvitation, useInvitation } from '../api';
import { useT } from '../i18n';
import { NameFields, NewPasswordField, newPasswordRule, required } from '../parts/fields';
import { PlainForm } from '../parts/PlainForm';
import { invitationRoute } from '../routes';

export default function InvitationPage() {
  const t = useT();
  const { token = '' } = invitationRoute.useSearch();
  const invitation = useInvitation(token || '-');
  if (invitation.isPending) return <PageLoading />;
  if (invitation.data) return <InvitationForm token={token} invitation={invitation.data} />;
  const { status } = toProblem(invitation.error);
  if (status >= 400 && status < 500) return <EmptyState page icon={IconMailOff} title={t('invitation.gone')} text={t('invitation.goneText')} />;
  return <ErrorState error={invitation.error} retry={() => void invitation.refetch()} />;
}

function InvitationForm({ token, invitation }: { token: string; invitation: Schema['Invitation'] }) {
  const t = useT();
  const router = useRouter();
  const { email, first_name, last_name } = invitation;
  const api = useApiForm({
    mode: 'uncontrolled',
    initialValues: { first_name, last_name, password: '' },
    validate: { first_name: required, last_name: required, password: newPasswordRule },
    submit: async (values, headers) => {
      await acceptInvitation({ ...values, token }, headers);
      router.history.replace('/');
    },
  });
  const { form } = api;
  return (
    <PlainForm title={t('invitation.title', { name: first_name })} text={t('invitation.text', { email })} submit={t('invitation.submit')} api={api}>
      {/* Password managers keep a password under the name that stands beside it. */}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <NameFields first={form.getInputProps('first_name')} last={form.getInputProps('last_name')} />
      <NewPasswordField {...form.getInputProps('password')} label={t('field.password')} autoFocus />
    </PlainForm>
  );
}
