import { Button, NativeSelect, Switch } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useRef, useState, type DragEvent } from 'react';
import { useUser } from '@/shared/api';
import { categoriesFor, type Category } from '../api';
import { useT } from '../i18n';
import { Uploads } from './Uploads';
import { useUploads } from './uploads';
import classes from './documents.module.css';

const accepted = 'image/jpeg,image/png,image/gif,application/pdf';

/** Where files are let fall, or chosen; each one goes on its own and shows how far it is. */
export function DropArea({ patientId }: { patientId?: string }) {
  const t = useT();
  const choices = categoriesFor(useUser().roles);
  const [category, setCategory] = useState<Category>(choices[0] ?? 'other');
  const [shared, setShared] = useState(false);
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const { uploads, add, stop, again, dismiss } = useUploads();
  const take = (files: FileList | null) => {
    for (const file of files ?? []) add({ file, patientId, category, shared });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <section
      className={classes.drop}
      data-over={over || undefined}
      aria-label={t('drop.title')}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <div className={classes.dropWords}>
        <strong>{t('drop.title')}</strong>
        <span className={classes.facts}>{t('drop.limits')}</span>
      </div>
      <div className={classes.dropActs}>
        <NativeSelect
          label={t('drop.category')}
          data={choices.map((value) => ({ value, label: t(`category.${value}`) }))}
          value={category}
          onChange={({ currentTarget }) => setCategory(currentTarget.value as Category)}
        />
        {patientId && <Switch className={classes.switch} label={t('drop.share')} checked={shared} onChange={({ currentTarget }) => setShared(currentTarget.checked)} />}
        <Button leftSection={<IconUpload size={16} />} onClick={() => input.current?.click()}>{t('drop.choose')}</Button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          accept={accepted}
          aria-label={t('drop.choose')}
          onChange={({ currentTarget }) => {
            take(currentTarget.files);
            currentTarget.value = '';
          }}
        />
      </div>
      <Uploads uploads={uploads} onStop={stop} onAgain={again} onDismiss={dismiss} />
    </section>
  );
}
