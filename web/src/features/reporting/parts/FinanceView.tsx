import { Card, Table, Title } from '@mantine/core';
import type { Schema } from '@/shared/api';
import { useDirectory } from '@/shared/directory';
import { useFormats } from '@/shared/time';
import { EmptyState, ErrorState, RowsLoading } from '@/shared/ui';
import { useFinance, type Question } from '../api';
import { useT } from '../i18n';
import { ChartCard } from './ChartCard';
import { Csv } from './Csv';
import { Tiles } from './Tiles';
import classes from './reports.module.css';

type Report = Schema['FinanceReport'];

/** Money, one currency after the other: sums of several would mean nothing. */
export function FinanceView({ now, then }: { now: Question; then: Question }) {
  const t = useT();
  const { data, error, isPending, refetch } = useFinance(now);
  const { data: old } = useFinance(then);
  if (isPending) return <RowsLoading rows={3} height={96} />;
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (data.totals.length === 0) return <EmptyState title={t('nothing')} text={t('nothing.text')} />;
  return data.totals.map(({ net }) => <InCurrency key={net.currency} currency={net.currency} report={data} old={old} now={now} />);
}

function InCurrency({ currency, report, old, now }: { currency: string; report: Report; old?: Report; now: Question }) {
  const t = useT();
  const { money } = useFormats();
  const of = (from?: Report) => from?.totals.find(({ net }) => net.currency === currency);
  const [totals, before] = [of(report), of(old)];
  const rows = report.rows.filter(({ net }) => net.currency === currency);
  const shown = (amount: number) => money({ amount, currency });
  const tile = (label: string, key: 'net' | 'invoiced' | 'refunded' | 'credited', bad = false) =>
    ({ label, value: shown(totals?.[key].amount ?? 0), now: totals?.[key].amount, then: before?.[key].amount, bad });
  return (
    <>
      <Tiles tiles={[tile(t('net'), 'net'), tile(t('invoiced'), 'invoiced'), tile(t('refunded'), 'refunded', true), tile(t('credited'), 'credited', true)]} />
      <ChartCard
        title={t('net')} text={t('net.text')} days={rows.map(({ day }) => day)} by={now.by} format={shown}
        series={[
          { label: t('net'), colour: '--pine', values: rows.map(({ net }) => net.amount) },
          { label: t('invoiced'), colour: '--ink-soft', values: rows.map(({ invoiced }) => invoiced.amount), line: true },
        ]}
      >
        <Csv report="finance" query={now} />
      </ChartCard>
      <Methods rows={report.methods.filter(({ net }) => net.currency === currency)} />
      <Earners rows={report.practitioners.filter(({ net }) => net.currency === currency)} />
    </>
  );
}

function Methods({ rows }: { rows: Report['methods'] }) {
  const t = useT();
  return (
    <MoneyTable title={t('methods')} head={t('method')} columns={[t('received'), t('refunded'), t('net')]}
      rows={rows.map((row) => ({ name: t(`method.${row.method}`), amounts: [row.received, row.refunded, row.net] }))} />
  );
}

function Earners({ rows }: { rows: Report['practitioners'] }) {
  const t = useT();
  const { practitioner } = useDirectory();
  const name = (id?: string) => {
    const found = id ? practitioner(id) : undefined;
    return found ? [found.title, found.first_name, found.last_name].filter(Boolean).join(' ') : t('nobody');
  };
  return (
    <MoneyTable title={t('people')} head={t('practitioner')} columns={[t('received'), t('invoiced'), t('net')]}
      rows={rows.map((row) => ({ name: name(row.practitioner_id), amounts: [row.received, row.invoiced, row.net] }))} />
  );
}

function MoneyTable({ title, head, columns, rows }: { title: string; head: string; columns: string[]; rows: { name: string; amounts: Schema['Money'][] }[] }) {
  const { money } = useFormats();
  if (rows.length === 0) return null;
  return (
    <Card component="section" className={classes.card}>
      <Title order={2} mb="xs">{title}</Title>
      <div className={classes.frame} tabIndex={0} role="region" aria-label={title}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{head}</Table.Th>
              {columns.map((column) => <Table.Th key={column} scope="col" ta="right">{column}</Table.Th>)}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ name, amounts }) => (
              <Table.Tr key={name}>
                <Table.Th scope="row" fw={400}>{name}</Table.Th>
                {amounts.map((amount, at) => <Table.Td key={columns[at]} ta="right">{money(amount)}</Table.Td>)}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Card>
  );
}
