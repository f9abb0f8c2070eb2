import { invalidate, type Schema } from '@/shared/api';
import { required, StaleNotice, useRowForm } from '@/shared/editing';
import { FormDrawer, toast } from '@/shared/ui';
import { addVisitType, archiveVisitType, readVisitType, saveVisitType } from '../api';
import { givenVisitType, visitTypeValues } from '../forms';
import { t as textNow, useT } from '../i18n';
import { ArchiveButton } from './ArchiveButton';
import { RestoreButton } from './RestoreButton';
import { VisitTypeFields } from './VisitTypeFields';

interface Props {
  row: Schema['VisitType'] | undefined;
  opened: boolean;
  onClose: () => void;
}

const rules = {
  name: required,
  modes: (modes: string[]) => (modes.length === 0 ? textNow('field.modesNone') : null),
  price: (price: number | string) => (price === '' || Number(price) < 0 ? textNow('field.priceWrong') : null),
};

async function restore(id: string) {
  const fresh = await readVisitType(id);
  const again = { ...givenVisitType(visitTypeValues(fresh)), archived: false };
  return saveVisitType(id, again, {});
}

export function VisitTypeDrawer({ row, opened, onClose }: Props) {
  const t = useT();
  const api = useRowForm({
    row,
    values: visitTypeValues,
    validate: rules,
    reread: row && (() => readVisitType(row.id)),
    submit: (values, headers) => (row ? saveVisitType(row.id, givenVisitType(values), headers) : addVisitType(givenVisitType(values), headers)),
    onDone: () => {
      void invalidate('clinics');
      toast({ text: t('saved') });
      onClose();
    },
  });
  const archiving = row && !row.archived && (
    <ArchiveButton done={t('types.archived', { name: row.name })} archive={() => archiveVisitType(row.id, {})} restore={() => restore(row.id)} onDone={onClose} />
  );
  const restoring = row?.archived && <RestoreButton restore={() => restore(row.id)} onDone={onClose} />;
  return (
    <FormDrawer draft={`visit-types.${row?.id ?? 'new'}`} title={row?.name ?? t('types.new')} opened={opened} onClose={onClose} size={520} api={api} actions={archiving || restoring}>
      <StaleNotice stale={api.stale} reload={api.reload} />
      <VisitTypeFields form={api.form} />
    </FormDrawer>
  );
}
