import { Card, Text, Title } from '@mantine/core';
import { useFormats } from '@/shared/time';
import { ErrorState, RowsLoading } from '@/shared/ui';
import { useSafekeeping } from '../api';
import { useT } from '../i18n';
import classes from './admin.module.css';

/** How the audit is chained, signed and kept. */
export function SafekeepingCard() {
  const t = useT();
  const { number, dateTime } = useFormats();
  const { data, error, isPending, refetch } = useSafekeeping();
  return (
    <Card component="section" mb="md">
      <Title order={2}>{t('safe')}</Title>
      <Text size="sm" c="dimmed" mb="sm">{t('safe.text')}</Text>
      {isPending && <RowsLoading rows={2} />}
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {data && (
        <dl className={classes.facts}>
          <dt>{t('safe.rows')}</dt>
          <dd>{t('safe.signed', { signed: number(data.signed_rows), rows: number(data.rows) })}</dd>
          <dt>{t('safe.last')}</dt>
          <dd>{data.last_at ? t('safe.lastAt', { number: number(data.checkpoints), at: dateTime(data.last_at) }) : t('safe.never')}</dd>
          <dt>{t('safe.file')}</dt>
          <dd><span className={classes.code}>{data.file}</span>{data.file_trouble && <span className={classes.refused}> {t('safe.trouble')} {data.file_trouble}</span>}</dd>
          <dt>{t('safe.months')}</dt>
          <dd>{data.months.length === 0 ? '–' : data.months.map(({ month, rows, purged }) => `${month} (${purged ? t('safe.purged') : number(rows)})`).join(', ')}</dd>
        </dl>
      )}
    </Card>
  );
}
