import { Card, Skeleton, Table, Title } from '@mantine/core';
import { lazy, Suspense, type ReactNode } from 'react';
import { useFormats } from '@/shared/time';
import { EmptyState } from '@/shared/ui';
import { useT } from '../i18n';
import type { By } from '../periods';
import type { Series } from '@/shared/charts/Chart';
import classes from './reports.module.css';

// The library comes with the first chart that is shown.
const Chart = lazy(() => import('@/shared/charts/Chart'));

interface Props {
  title: string;
  /** What is meant, in a sentence. */
  text?: string;
  /** Of each point: the day, its Monday, or the first of the month. */
  days: string[];
  by: By;
  series: Series[];
  stacked?: boolean;
  format: (value: number) => string;
  children?: ReactNode;
}

/** A chart, and behind it the table of the same figures. */
export function ChartCard({ title, text, days, by, series, stacked, format, children }: Props) {
  const t = useT();
  const { date } = useFormats();
  const labels = days.map((day) => (by === 'month' ? date(day, 'month') : date(day, by === 'week' ? 'medium' : 'column')));
  const nothing = series.every(({ values }) => values.every((value) => !value));
  return (
    <Card component="section" className={classes.card}>
      <div className={classes.cardHead}>
        <div>
          <Title order={2}>{title}</Title>
          {text && <p className={classes.soft}>{text}</p>}
        </div>
        {children}
      </div>
      {nothing ? (
        <EmptyState title={t('nothing')} text={t('nothing.text')} />
      ) : (
        <>
          <Suspense fallback={<Skeleton height={240} />}>
            <Chart label={t('chart', { title })} head={t(`by.${by}`)} labels={labels} series={series} stacked={stacked} format={format} />
          </Suspense>
          <details className={classes.behind}>
            <summary>{t('table')}</summary>
            <Behind caption={title} head={t(`by.${by}`)} labels={labels} series={series} format={format} />
          </details>
        </>
      )}
    </Card>
  );
}

function Behind({ caption, head, labels, series, format }: { caption: string; head: string; labels: string[]; series: Series[]; format: (value: number) => string }) {
  const shown = (value: number | undefined) => (value === undefined ? '–' : format(value));
  return (
    <div className={classes.frame} tabIndex={0} role="region" aria-label={caption}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{head}</Table.Th>
            {series.map(({ label }) => <Table.Th key={label} scope="col" ta="right">{label}</Table.Th>)}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {labels.map((label, row) => (
            <Table.Tr key={label}>
              <Table.Th scope="row" fw={400}>{label}</Table.Th>
              {series.map(({ label: name, values }) => <Table.Td key={name} ta="right">{shown(values[row])}</Table.Td>)}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
