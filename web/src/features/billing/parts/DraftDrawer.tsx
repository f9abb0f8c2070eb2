import { Textarea } from '@mantine/core';
import { given, StaleNotice, useRowForm } from '@/shared/editing';
import { FormDrawer, toast } from '@/shared/ui';
import { readInvoice, refresh, saveInvoice, useActList, type Detail } from '../api';
import { useT } from '../i18n';
import { draftValues, givenLines, lineRules, type DraftValues } from '../lines';
import { CareFields } from './CareFields';
import type { DialogProps } from './InvoiceActs';
import { LineFields } from './LineFields';

/** A draft's lines and note. */
export default function DraftDrawer({ invoice, opened, onClose }: DialogProps) {
  const t = useT();
  const acts = useActList();
  const { currency } = invoice.total;
  const api = useRowForm<Detail, DraftValues>({
    row: invoice,
    values: (row) => draftValues(row),
    validate: lineRules,
    reread: () => readInvoice(invoice.id),
    submit: ({ lines, note, practitioner_id, visited_on }, headers) =>
      saveInvoice(invoice.id, { lines: givenLines(lines, currency), note: given(note), practitioner_id: given(practitioner_id), visited_on: visited_on ?? undefined }, headers),
    onDone: () => {
      void refresh();
      toast({ text: t('saved') });
      onClose();
    },
  });
  return (
    <FormDrawer draft={`invoices.${invoice.id}`} title={t('edit')} opened={opened} onClose={onClose} size={560} api={api}>
      <StaleNotice stale={api.stale} reload={api.reload} />
      <LineFields form={api.form} acts={acts} currency={currency} />
      <CareFields form={api.form} siteId={invoice.site_id} ofVisit={Boolean(invoice.appointment_id)} />
      <Textarea label={t('field.note')} description={t('field.noteHint')} maxLength={500} autosize minRows={2} {...api.form.getInputProps('note')} />
    </FormDrawer>
  );
}
