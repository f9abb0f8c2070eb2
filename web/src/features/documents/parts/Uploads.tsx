import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useT as useShared } from '@/shared/i18n/shared';
import { useT } from '../i18n';
import type { Upload } from './uploads';
import classes from './documents.module.css';

interface Props {
  uploads: Upload[];
  onStop: (upload: Upload) => void;
  onAgain: (upload: Upload) => void;
  onDismiss: (key: number) => void;
}

function One({ upload, onStop, onAgain, onDismiss }: Omit<Props, 'uploads'> & { upload: Upload }) {
  const t = useT();
  const shared = useShared();
  const { name } = upload.file;
  const percent = Math.round(upload.share * 100);
  if (upload.problem) {
    return (
      <li className={classes.upload} data-refused>
        <span className={classes.uploadWords}><strong>{name}</strong> {upload.problem}</span>
        <Button size="compact-sm" variant="default" aria-label={t('upload.again', { name })} onClick={() => onAgain(upload)}>{shared('action.retry')}</Button>
        <ActionIcon variant="subtle" aria-label={t('upload.dismiss', { name })} onClick={() => onDismiss(upload.key)}><IconX size={16} /></ActionIcon>
      </li>
    );
  }
  return (
    <li className={classes.upload}>
      <span className={classes.uploadWords}>{name}</span>
      <progress className={classes.progress} max={100} value={percent} aria-label={t('upload.sending', { name, percent })} />
      <ActionIcon variant="subtle" aria-label={t('upload.stop', { name })} onClick={() => onStop(upload)}><IconX size={16} /></ActionIcon>
    </li>
  );
}

/** Files on their way, and those that were refused. */
export function Uploads({ uploads, ...acts }: Props) {
  if (uploads.length === 0) return null;
  return <ul className={classes.uploads}>{uploads.map((upload) => <One key={upload.key} upload={upload} {...acts} />)}</ul>;
}
