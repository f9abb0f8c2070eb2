import { Checkbox, Stack } from '@mantine/core';
import { useT as useShared } from '@/shared/i18n/shared';
import { useT } from '../i18n';
import { roles } from '../routes';

type Props = Omit<Parameters<typeof Checkbox.Group>[0], 'children'>;

/** The roles, each with what it opens. */
export function RolesField(props: Props) {
  const t = useT();
  const shared = useShared();
  return (
    <Checkbox.Group label={t('field.roles')} {...props}>
      <Stack gap={10} mt={8}>
        {roles.map((role) => <Checkbox key={role} value={role} label={shared(`role.${role}`)} description={t(`role.${role}`)} />)}
      </Stack>
    </Checkbox.Group>
  );
}
