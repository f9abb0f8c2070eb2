import { Checkbox, Group, Text } from '@mantine/core';
import type { Role } from '@/shared/api';
import { useT as useShared } from '@/shared/i18n/shared';
import ui from '@/shared/ui/ui.module.css';

/** What one can be at one site and not at another; administrators are that everywhere, patients nowhere. */
const bySite: Role[] = ['receptionist', 'accountant', 'practitioner', 'coach'];
export const rolesBySite = (roles: Role[]) => bySite.filter((role) => roles.includes(role));

interface Props {
  label: string;
  /** The label is read out only: what stands around says it to those who see. */
  quiet?: boolean;
  /** All that they are. */
  roles: Role[];
  /** As what they work here; empty: as all of it. */
  value: Role[];
  onChange: (value: Role[]) => void;
}

/** As what somebody works at a site: at least one of their roles. */
export function RolesHere({ label, quiet, roles, value, onChange }: Props) {
  const shared = useShared();
  const own = rolesBySite(roles);
  if (own.length < 2) return <Text size="sm" c="dimmed">{roles.map((role) => shared(`role.${role}`)).join(', ')}</Text>;
  const choose = (next: string[]) => {
    if (next.length > 0) onChange(next.length === own.length ? [] : own.filter((role) => next.includes(role)));
  };
  return (
    <Checkbox.Group label={label} labelProps={{ className: quiet ? ui.unseen : undefined, fw: 400 }} value={value.length === 0 ? own : value} onChange={choose}>
      <Group gap="4px 16px">{own.map((role) => <Checkbox key={role} size="sm" value={role} label={shared(`role.${role}`)} />)}</Group>
    </Checkbox.Group>
  );
}
