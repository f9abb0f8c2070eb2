import { Select } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useDirectory } from '@/shared/directory';
import { fullName } from '@/shared/ui';
import { DayInput } from '@/shared/ui/dates';
import { useT } from '../i18n';
import type { DraftValues } from '../lines';

interface Props {
  form: UseFormReturnType<DraftValues>;
  siteId: string;
  /** The visit says when and by whom. */
  ofVisit: boolean;
}

/** Who gave the care, and when; a visit knows its day itself. */
export function CareFields({ form, siteId, ofVisit }: Props) {
  const t = useT();
  const { practitioners } = useDirectory();
  const here = practitioners.filter((one) => one.site_ids.includes(siteId) || one.id === form.values.practitioner_id);
  return (
    <>
      <Select label={t('field.practitioner')} clearable searchable data={here.map((one) => ({ value: one.id, label: fullName(one) }))} {...form.getInputProps('practitioner_id')} />
      {!ofVisit && <DayInput label={t('field.visitedOn')} description={t('field.visitedOnHint')} clearable {...form.getInputProps('visited_on')} />}
    </>
  );
}
