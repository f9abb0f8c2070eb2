import { NativeSelect, Switch } from '@mantine/core';
import { IconFolderOpen, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { EmptyState, whenOpened } from '@/shared/ui';
import { categories, useDocuments, type Category, type Document } from '../api';
import { useT } from '../i18n';
import { DropArea } from './DropArea';
import { FileList } from './FileList';
import classes from './documents.module.css';

const Viewer = whenOpened(() => import('./Viewer'));

/** Files of one patient, or of the one who looks: bring some, look, sort by kind, the trash. */
export function Files({ patientId }: { patientId?: string }) {
  const t = useT();
  const [category, setCategory] = useState<Category>();
  const [trashed, setTrashed] = useState(false);
  const [open, setOpen] = useState<Document>();
  const [viewing, setViewing] = useState(false);
  const pages = useDocuments({ patientId, category, trashed });
  const choices = [{ value: '', label: t('list.all') }, ...categories.map((value) => ({ value, label: t(`category.${value}`) }))];
  const view = (document: Document) => {
    setOpen(document);
    setViewing(true);
  };
  return (
    <div className={classes.files}>
      <DropArea patientId={patientId} />
      <div className={classes.filters}>
        <NativeSelect
          label={t('list.filter')}
          data={choices}
          value={category ?? ''}
          onChange={({ currentTarget }) => setCategory((currentTarget.value || undefined) as Category | undefined)}
        />
        <Switch className={classes.switch} label={t('list.trash')} checked={trashed} onChange={({ currentTarget }) => setTrashed(currentTarget.checked)} />
      </div>
      <FileList
        pages={pages}
        staff={patientId !== undefined}
        onOpen={view}
        empty={
          trashed
            ? <EmptyState icon={IconTrash} title={t('list.emptyTrash')} />
            : <EmptyState icon={IconFolderOpen} title={t('list.empty')} text={t('list.emptyText')} />
        }
      />
      <Viewer opened={viewing} document={open} onClose={() => setViewing(false)} />
    </div>
  );
}
