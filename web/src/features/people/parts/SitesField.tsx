import { MultiSelect, Stack } from '@mantine/core';
import type { Role } from '@/shared/api';
import { useDirectory } from '@/shared/directory';
import { RolesHere, rolesBySite } from '@/shared/duty';
import { useT } from '../i18n';

/** As what somebody works at each site: by site, the roles that are named. */
export type Duties = Record<string, Role[]>;

/** Where a newcomer works, and as what. Nothing for who has no work at a site. */
export function SitesField({ roles, value, onChange }: { roles: Role[]; value: Duties; onChange: (value: Duties) => void }) {
  const t = useT();
  const { sites } = useDirectory();
  if (rolesBySite(roles).length === 0) return null;
  const chosen = Object.keys(value);
  return (
    <Stack gap={8}>
      <MultiSelect
        label={t('field.sites')}
        description={t('field.sitesText')}
        searchable
        data={sites.map(({ id, name }) => ({ value: id, label: name }))}
        value={chosen}
        onChange={(ids) => onChange(Object.fromEntries(ids.map((id) => [id, value[id] ?? []])))}
      />
      {rolesBySite(roles).length > 1 && sites.filter(({ id }) => chosen.includes(id)).map(({ id, name }) => (
        <RolesHere key={id} label={t('field.rolesAt', { site: name })} roles={roles} value={value[id] ?? []} onChange={(here) => onChange({ ...value, [id]: here })} />
      ))}
    </Stack>
  );
}
