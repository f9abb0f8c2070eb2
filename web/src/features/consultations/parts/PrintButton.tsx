import { Button } from '@mantine/core';
import { IconFileTypePdf } from '@tabler/icons-react';
import { useState } from 'react';
import { fetchFile } from '@/shared/api';
import { toastProblem } from '@/shared/ui';
import type { Consultation } from '../draft/values';
import { useT } from '../i18n';

/** A minute is enough for the new tab to have read it. */
const kept = 60_000;

/** The prescription as the patient has it, in a tab of its own: opened at once, while the click still allows it. */
export function PrintButton({ row }: { row: Consultation }) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  if (!row.prescription_document_id) return null;
  const open = async () => {
    const tab = window.open('', '_blank');
    setBusy(true);
    try {
      const url = URL.createObjectURL(await fetchFile(`/api/documents/${row.prescription_document_id}`));
      (tab ?? window).location.href = url;
      setTimeout(() => URL.revokeObjectURL(url), kept);
    } catch (error) {
      tab?.close();
      toastProblem(error);
    }
    setBusy(false);
  };
  return <Button variant="default" loading={busy} leftSection={<IconFileTypePdf size={16} />} onClick={() => void open()}>{t('rx.print')}</Button>;
}
