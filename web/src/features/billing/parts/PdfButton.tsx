import { Button } from '@mantine/core';
import { IconFileTypePdf } from '@tabler/icons-react';
import { useState } from 'react';
import { toastProblem } from '@/shared/ui';
import type { Invoice } from '../api';
import { openFile } from '../file';
import { useT } from '../i18n';

/** The invoice as it is printed, in a tab of its own. */
export function PdfButton({ invoice, compact = false }: { invoice: Pick<Invoice, 'id' | 'number'>; compact?: boolean }) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const open = async () => {
    setBusy(true);
    await openFile(`/api/invoices/${invoice.id}/pdf`).catch(toastProblem);
    setBusy(false);
  };
  return (
    <Button variant="default" size={compact ? 'xs' : 'sm'} leftSection={<IconFileTypePdf size={compact ? 16 : 18} />} loading={busy} onClick={() => void open()} aria-label={t('pdf.of', { number: invoice.number ?? '' })}>
      {t('pdf')}
    </Button>
  );
}
