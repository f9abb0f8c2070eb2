import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { toProblem } from '@/shared/api';
import { transport } from '@/shared/api/transport';
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
      await download(`/api/reports/${report}`, query, `${t(`view.${report}`)} ${query.from} ${query.until}.csv`);
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

async function download(path: string, query: Question, name: string): Promise<void> {
  const params = new URLSearchParams({ format: 'csv' });
  for (const [key, value] of Object.entries(query)) if (value) params.set(key, String(value));
  const answer = await transport(new Request(`${location.origin}${path}?${params.toString()}`));
  if (!answer.ok) throw await answer.json();
  const url = URL.createObjectURL(await answer.blob());
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
