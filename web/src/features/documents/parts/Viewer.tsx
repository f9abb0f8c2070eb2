import { Button, Modal } from '@mantine/core';
import { IconDownload, IconExternalLink } from '@tabler/icons-react';
import { saveFile, useFile } from '@/shared/api';
import { ErrorState, PageLoading, toastProblem } from '@/shared/ui';
import { addressOf, type Document } from '../api';
import { useT } from '../i18n';
import classes from './documents.module.css';

interface Props {
  opened: boolean;
  document?: Document;
  onClose: () => void;
}

function Content({ document, url, error, retry }: { document: Document; url?: string; error: unknown; retry: () => void }) {
  if (error) return <ErrorState error={error} retry={retry} />;
  if (!url) return <PageLoading />;
  // The browser's own reader: it searches, zooms and prints, and has no part in our page.
  if (document.type === 'application/pdf') return <iframe className={classes.paper} src={url} title={document.name} />;
  return <img className={classes.picture} src={url} alt={document.name} />;
}

/** A document, as large as the window. */
export default function Viewer({ opened, document, onClose }: Props) {
  const t = useT();
  const { url, error, retry } = useFile(opened && document ? addressOf(document) : undefined);
  return (
    <Modal opened={opened} onClose={onClose} size="min(1100px, 96vw)" title={document?.name} classNames={{ title: classes.name }}>
      {document && (
        <>
          <div className={classes.viewer}>
            <Content document={document} url={url} error={error} retry={retry} />
          </div>
          <div className={classes.viewerActs}>
            {url && (
              <Button component="a" href={url} target="_blank" rel="noreferrer" variant="default" leftSection={<IconExternalLink size={16} />}>
                {t('viewer.newTab')}
              </Button>
            )}
            <Button variant="default" leftSection={<IconDownload size={16} />} onClick={() => void saveFile(addressOf(document), document.name).catch(toastProblem)}>
              {t('viewer.save')}
            </Button>
          </div>
        </>
      )}
    </Modal>
  );
}
