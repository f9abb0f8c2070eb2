import { Group, Text, TextInput } from '@mantine/core';
import { invalidate, useApiForm, type Schema } from '@/shared/api';
import { required, requiredEmail, Segments } from '@/shared/editing';
import { language } from '@/shared/i18n';
import { rolesBySite } from '@/shared/duty';
import { FormDrawer, toast, toastProblem } from '@/shared/ui';
import { giveDuty, invite } from '../api';
import { t as textNow, useT } from '../i18n';
import { RolesField } from './RolesField';
import { SitesField, type Duties } from './SitesField';

interface Values extends Record<string, unknown> {
  email: string;
  first_name: string;
  last_name: string;
  roles: Schema['Role'][];
  language: Schema['Language'];
  duties: Duties;
}

export const someRole = (roles: string[]) => (roles.length === 0 ? textNow('field.rolesNone') : null);

/** Sends somebody a link with which they choose their password. */
export function InviteDrawer({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useT();
  const api = useApiForm<Values>({
    initialValues: { email: '', first_name: '', last_name: '', roles: [], language: language(), duties: {} },
    validate: { email: requiredEmail, first_name: required, last_name: required, roles: someRole },
    submit: async ({ duties, ...values }, headers) => {
      const user = await invite({ ...values, email: values.email.trim() }, headers);
      const own = rolesBySite(values.roles);
      const sites = own.length > 0 ? Object.entries(duties) : [];
      await Promise.all(sites.map(([site, roles]) => giveDuty(site, user.id, roles.filter((role) => own.includes(role))))).catch(toastProblem);
      form.reset();
      toast({ text: t('invited', { email: user.email }) });
      void invalidate('users');
      onClose();
    },
  });
  const { form } = api;
  return (
    <FormDrawer draft="people.invite" title={t('invite')} opened={opened} onClose={onClose} api={api} submitLabel={t('invite.send')}>
      <Text size="sm" c="dimmed">{t('invite.text')}</Text>
      <TextInput label={t('field.email')} type="email" required data-autofocus autoComplete="off" {...form.getInputProps('email')} />
      <Group grow align="flex-start">
        <TextInput label={t('field.firstName')} required autoComplete="off" {...form.getInputProps('first_name')} />
        <TextInput label={t('field.lastName')} required autoComplete="off" {...form.getInputProps('last_name')} />
      </Group>
      <RolesField {...form.getInputProps('roles')} />
      <SitesField roles={form.values.roles} value={form.values.duties} onChange={(duties) => form.setFieldValue('duties', duties)} />
      <Segments label={t('field.language')} data={[{ value: 'fr', label: 'Français' }, { value: 'en', label: 'English' }]} {...form.getInputProps('language')} />
    </FormDrawer>
  );
}
