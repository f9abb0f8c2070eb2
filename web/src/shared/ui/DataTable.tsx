import { Button, Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { useT } from '@/shared/i18n/shared';
import { EmptyState, ErrorState, RowsLoading } from './states';
import classes from './ui.module.css';

export interface Column<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  align?: 'right';
  /** Left out where the screen is narrow. */
  wideOnly?: boolean;
}

/** What `api.useInfiniteQuery(…, byCursor)` answers, as far as a table needs it. */
interface Pages<Row> {
  data?: { pages: { items: Row[] }[] };
  error: unknown;
  isPending: boolean;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
  refetch: () => unknown;
}

interface Props<Row> {
  /** Says what the rows are; read out, not shown. */
  caption: string;
  columns: Column<Row>[];
  pages: Pages<Row>;
  rowKey: (row: Row) => string;
  /** Makes the first cell a button that opens the row; the whole row can be clicked. */
  onOpen?: (row: Row) => void;
  empty: ReactNode;
  dimmed?: (row: Row) => boolean;
}

function Row<T>({ row, columns, onOpen, dimmed }: { row: T } & Pick<Props<T>, 'columns' | 'onOpen' | 'dimmed'>) {
  const content = (column: Column<T>, index: number) =>
    index === 0 && onOpen ? (
      <button type="button" className={classes.rowButton} onClick={() => onOpen(row)}>
        {column.cell(row)}
      </button>
    ) : (
      column.cell(row)
    );
  return (
    <Table.Tr className={onOpen && classes.openRow} data-dimmed={dimmed?.(row) || undefined}>
      {columns.map((column, index) => (
        <Table.Td key={column.id} ta={column.align} data-wide-only={column.wideOnly || undefined}>
          {content(column, index)}
        </Table.Td>
      ))}
    </Table.Tr>
  );
}

/** A dense list from the server, page after page, with its empty, loading and error states. */
export function DataTable<T>({ caption, columns, pages, rowKey, onOpen, empty, dimmed }: Props<T>) {
  const t = useT();
  if (pages.isPending) return <RowsLoading />;
  const rows = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  if (pages.error && rows.length === 0) return <ErrorState error={pages.error} retry={() => void pages.refetch()} />;
  if (rows.length === 0) return typeof empty === 'string' ? <EmptyState title={empty} /> : <>{empty}</>;
  return (
    <>
      {Boolean(pages.error) && <ErrorState error={pages.error} retry={() => void pages.refetch()} />}
      {/* What scrolls must take the focus; where rows open, their buttons do. */}
      <div className={classes.tableFrame} {...(onOpen ? {} : { role: 'region', 'aria-label': caption, tabIndex: 0 })}>
        <Table className={classes.table} highlightOnHover={Boolean(onOpen)}>
          <caption className={classes.caption}>{caption}</caption>
          <Table.Thead>
            <Table.Tr>
              {columns.map(({ id, header, align, wideOnly }) => (
                <Table.Th key={id} ta={align} data-wide-only={wideOnly || undefined}>
                  {header}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => <Row key={rowKey(row)} row={row} columns={columns} onOpen={onOpen} dimmed={dimmed} />)}
          </Table.Tbody>
        </Table>
      </div>
      <div className={classes.tableFoot}>
        <span role="status">{t('list.shown', { count: rows.length })}</span>
        {pages.hasNextPage && (
          <Button variant="default" size="xs" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t('action.more')}
          </Button>
        )}
      </div>
    </>
  );
}
