import { Group } from '@mantine/core';
import { withQuery } from '@/shared/api';
import { SaveButton } from '@/shared/ui';
import type { AuditQuery } from '../api';
import { useT } from '../i18n';

const formats = ['csv', 'json'] as const;

/** The rows that the filters show, as a file; taking it is itself written down. */
export function ExportMenu({ query }: { query: AuditQuery }) {
  const t = useT();
  return (
    <Group gap="xs">
      {formats.map((format) => {
        const path = withQuery('/api/admin/audit/export', { format, ...query });
        const short = format.toUpperCase();
        return <SaveButton key={format} path={path} name={`${t('audit.file')}.${format}`} label={t('audit.export', { format: short })} short={short} />;
      })}
    </Group>
  );
}
