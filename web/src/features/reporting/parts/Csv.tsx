import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { toProblem } from '@/shared/api';
import { saveFile } from '@/shared/api/file';
import { toastProblem } from '@/shared/ui';
import type { Question } from '../api';
import { useT } from '../i18n';
import type { View } from '../routes';

/** The figures on screen as a file for spreadsheets. */
export function Csv({ report, query }: { report: View; query: Question }) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      await saveFile(path(report, query), `${t(`view.${report}`)} ${query.from} ${query.until}.csv`);
    } catch (error) {
      toastProblem(toProblem(error));
    }
    setBusy(false);
  };
  return (
    <Button variant="default" size="xs" leftSection={<IconDownload size={14} />} loading={busy} aria-label={t('csvOf', { title: t(`view.${report}`) })} onClick={() => void save()}>
      {t('csv')}
    </Button>
  );
}

function path(report: View, query: Question): string {
  const params = new URLSearchParams({ format: 'csv' });
  for (const [key, value] of Object.entries(query)) if (value) params.set(key, String(value));
  return `/api/reports/${report}?${params.toString()}`;
}
