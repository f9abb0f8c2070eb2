import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useT as useShared } from '@/shared/i18n/shared';
import { ErrorState, RowsLoading } from '@/shared/ui';
import type { Document } from '../api';
import { useT } from '../i18n';
import { FileRow } from './FileRow';
import classes from './documents.module.css';

interface Props {
  pages: {
    data?: { pages: { items: Document[] }[] };
    error: unknown;
    isPending: boolean;
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => unknown;
    refetch: () => unknown;
  };
  /** The one who looks is of the clinic, and not the patient. */
  staff: boolean;
  onOpen: (document: Document) => void;
  empty: ReactNode;
}

export function FileList({ pages, staff, onOpen, empty }: Props) {
  const t = useT();
  const shared = useShared();
  if (pages.isPending) return <RowsLoading rows={4} height={64} />;
  if (pages.error) return <ErrorState error={pages.error} retry={() => void pages.refetch()} />;
  const documents = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  if (documents.length === 0) return empty;
  return (
    <>
      <ul className={classes.list} aria-label={t('list.caption')}>
        {documents.map((document) => <FileRow key={document.id} document={document} staff={staff} onOpen={onOpen} />)}
      </ul>
      {pages.hasNextPage && (
        <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {shared('action.more')}
        </Button>
      )}
    </>
  );
}
