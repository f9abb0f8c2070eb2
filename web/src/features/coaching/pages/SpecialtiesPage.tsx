import { Button, TextInput } from '@mantine/core';
import { IconListCheck, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { queries, type Schema } from '@/shared/api';
import { required, StaleNotice, useDrawer, useRowForm, walkRows } from '@/shared/editing';
import { useKey } from '@/shared/keys/registry';
import { DataTable, EmptyState, folded, FormDrawer, PageTitle, toast, toastProblem, withUndo, type Column } from '@/shared/ui';
import { addSpecialty, readSpecialty, removeSpecialty, saveSpecialty, useSpecialties } from '../api';
import { t as textNow, useT } from '../i18n';

type Specialty = Schema['Specialty'];
const reread = () => queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith('/api/specialties') });

export const slugOf = (name: string) => folded(name).replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');

export default function SpecialtiesPage() {
  const t = useT();
  const pages = useSpecialties();
  const drawer = useDrawer<Specialty | 'new'>();
  const create = () => drawer.open('new');
  useKey('n', () => t('spec.new'), create);
  const columns: Column<Specialty>[] = [
    { id: 'fr', header: t('spec.nameFr'), cell: ({ name_fr }) => name_fr },
    { id: 'en', header: t('spec.nameEn'), cell: ({ name_en }) => name_en },
    { id: 'slug', header: t('spec.slug'), cell: ({ slug }) => slug, wideOnly: true },
  ];
  const row = drawer.subject === 'new' ? undefined : drawer.subject;
  return (
    <div onKeyDown={walkRows}>
      <PageTitle title={t('nav.specialties')} text={t('spec.text')}>
        <Button leftSection={<IconPlus size={16} />} onClick={create}>{t('spec.new')}</Button>
      </PageTitle>
      <DataTable
        caption={t('nav.specialties')}
        columns={columns}
        pages={pages}
        rowKey={({ id }) => id}
        onOpen={drawer.open}
        empty={<EmptyState icon={IconListCheck} title={t('spec.none')} text={t('spec.noneText')}><Button variant="default" onClick={create}>{t('spec.new')}</Button></EmptyState>}
      />
      {drawer.subject && <SpecialtyDrawer key={row?.id ?? 'new'} row={row} opened={drawer.opened} onClose={drawer.close} />}
    </div>
  );
}

function SpecialtyDrawer({ row, opened, onClose }: { row: Specialty | undefined; opened: boolean; onClose: () => void }) {
  const t = useT();
  const api = useRowForm({
    row,
    values: (one: Specialty | undefined) => ({ name_fr: one?.name_fr ?? '', name_en: one?.name_en ?? '', slug: one?.slug ?? '' }),
    validate: { name_fr: required, name_en: required, slug: (slug: string) => (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) ? null : textNow('spec.slugWrong')) },
    reread: row && (() => readSpecialty(row.id)),
    submit: (values, headers) => (row ? saveSpecialty(row.id, values, headers) : addSpecialty(values, headers)),
    onDone: () => {
      void reread();
      toast({ text: t('spec.saved') });
      onClose();
    },
  });
  const { form } = api;
  const suggest = () => { if (!form.values.slug) form.setFieldValue('slug', slugOf(form.values.name_fr)); };
  return (
    <FormDrawer draft={`specialties.${row?.id ?? 'new'}`} title={row?.name_fr ?? t('spec.new')} opened={opened} onClose={onClose} api={api} actions={row && <Remove row={row} onDone={onClose} />}>
      <StaleNotice stale={api.stale} reload={api.reload} />
      <TextInput label={t('spec.nameFr')} required maxLength={60} data-autofocus autoComplete="off" {...form.getInputProps('name_fr')} onBlur={suggest} />
      <TextInput label={t('spec.nameEn')} required maxLength={60} autoComplete="off" {...form.getInputProps('name_en')} />
      <TextInput label={t('spec.slug')} description={t('spec.slugHint')} required maxLength={60} autoComplete="off" {...form.getInputProps('slug')} />
    </FormDrawer>
  );
}

/** Gone at once, with a way back; refused while a coach shows it. */
function Remove({ row, onDone }: { row: Specialty; onDone: () => void }) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    try {
      await removeSpecialty(row.id);
      const { name_fr, name_en, slug } = row;
      withUndo(t('spec.removed', { name: name_fr }), () => addSpecialty({ name_fr, name_en, slug }, {}).finally(reread));
      onDone();
    } catch (error) {
      toastProblem(error);
    }
    setBusy(false);
    void reread();
  };
  return <Button variant="subtle" color="gray" loading={busy} leftSection={<IconTrash size={16} />} onClick={() => void run()}>{t('spec.remove')}</Button>;
}
