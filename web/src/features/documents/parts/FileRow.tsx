import { ActionIcon, Button, Switch } from '@mantine/core';
import { IconDownload, IconTrash } from '@tabler/icons-react';
import { saveFile } from '@/shared/api';
import { useLanguage } from '@/shared/i18n';
import { useFormats } from '@/shared/time';
import { toastProblem } from '@/shared/ui';
import { addressOf, putInTrash, setShared, sizeText, takeBack, type Document } from '../api';
import { useT } from '../i18n';
import { Thumbnail } from './Thumbnail';
import classes from './documents.module.css';

interface Props {
  document: Document;
  staff: boolean;
  onOpen: (document: Document) => void;
}

/** What the person who looks should know of where a file comes from. */
function useOrigin({ by_patient, author_name, created_at }: Document, staff: boolean): string {
  const t = useT();
  const { date } = useFormats();
  const day = date(created_at, 'medium');
  if (by_patient) return `${day}, ${t(staff ? 'item.byPatient' : 'item.mine')}`;
  return author_name ? t('item.by', { date: day, name: author_name }) : day;
}

function Acts({ document, staff }: Omit<Props, 'onOpen'>) {
  const t = useT();
  const { name, by_patient, shared, trashed_at } = document;
  const keeps = staff || by_patient;
  if (trashed_at) return <Button size="xs" variant="default" onClick={() => void takeBack(document)}>{t('item.restore')}</Button>;
  return (
    <>
      {staff && !by_patient && (
        <Switch
          size="sm"
          label={t('item.shared')}
          aria-label={t('item.share', { name })}
          checked={shared}
          onChange={({ currentTarget }) => void setShared(document, currentTarget.checked)}
        />
      )}
      <ActionIcon variant="subtle" size="lg" aria-label={t('item.save', { name })} onClick={() => void saveFile(addressOf(document), name).catch(toastProblem)}>
        <IconDownload size={18} />
      </ActionIcon>
      {keeps && (
        <ActionIcon variant="subtle" size="lg" aria-label={t('item.trash', { name })} onClick={() => void putInTrash(document)}>
          <IconTrash size={18} />
        </ActionIcon>
      )}
    </>
  );
}

export function FileRow({ document, staff, onOpen }: Props) {
  const t = useT();
  const locale = useLanguage() === 'fr' ? 'fr-FR' : 'en-GB';
  const origin = useOrigin(document, staff);
  return (
    <li className={classes.row} data-dimmed={document.trashed_at ? true : undefined}>
      <button type="button" className={classes.open} onClick={() => onOpen(document)}>
        <Thumbnail document={document} />
        <span className={classes.words}>
          <span className={classes.name}>{document.name}</span>
          <span className={classes.facts}>{t(`category.${document.category}`)} · {sizeText(document.size, locale)} · {origin}</span>
        </span>
      </button>
      <div className={classes.acts}>
        <Acts document={document} staff={staff} />
      </div>
    </li>
  );
}
