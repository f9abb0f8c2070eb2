import { Button } from '@mantine/core';
import { IconFileTypePdf } from '@tabler/icons-react';
import { openFile } from '@/shared/api';
import { useDeed } from '@/shared/ui';
import type { Invoice } from '../api';
import { useT } from '../i18n';

/** The invoice as it is printed, in a tab of its own. */
export function PdfButton({ invoice, compact = false }: { invoice: Pick<Invoice, 'id' | 'number'>; compact?: boolean }) {
  const t = useT();
  const { busy, run } = useDeed();
  const open = () => openFile(`/api/invoices/${invoice.id}/pdf`);
  return (
    <Button variant="default" size={compact ? 'xs' : 'sm'} leftSection={<IconFileTypePdf size={compact ? 16 : 18} />} loading={busy} onClick={() => void run(open)} aria-label={t('pdf.of', { number: invoice.number ?? '' })}>
      {t('pdf')}
    </Button>
  );
}
