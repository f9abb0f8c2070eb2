import { Button, Group } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { saveFile, toProblem } from '@/shared/api';
import { toastProblem } from '@/shared/ui';
import { exportPath, type AuditQuery } from '../api';
import { useT } from '../i18n';

const formats = ['csv', 'json'] as const;

/** The rows that the filters show, as a file; taking it is itself written down. */
export function ExportMenu({ query }: { query: AuditQuery }) {
  const t = useT();
  const [busy, setBusy] = useState<string>();
  const save = async (format: (typeof formats)[number]) => {
    setBusy(format);
    try {
      await saveFile(exportPath(query, format), `${t('audit.file')}.${format}`);
    } catch (error) {
      toastProblem(toProblem(error));
    }
    setBusy(undefined);
  };
  return (
    <Group gap="xs">
      {formats.map((format) => (
        <Button key={format} variant="default" size="sm" leftSection={<IconDownload size={16} />} loading={busy === format} aria-label={t('audit.export', { format: format.toUpperCase() })} onClick={() => void save(format)}>
          {format.toUpperCase()}
        </Button>
      ))}
    </Group>
  );
}
