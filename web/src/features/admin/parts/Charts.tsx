import { Card, Title } from '@mantine/core';
import { useLanguage } from '@/shared/i18n';
import Chart from '@/shared/charts/Chart';
import { formatNumber, useFormats } from '@/shared/time';
import { bytesText, millisecondsText } from '../figures';
import { useT } from '../i18n';
import classes from './admin.module.css';
import type { Sample } from './useHistory';

/** How the server's figures went while this page was open. */
export default function Charts({ history }: { history: Sample[] }) {
  const t = useT();
  const language = useLanguage();
  const { time } = useFormats();
  const labels = history.map(({ at }) => time(at));
  const pick = (of: (sample: Sample) => number | undefined) => history.map(of);
  const perSecond = (value: number) => formatNumber(Math.round(value * 10) / 10);
  const charts = [
    { title: t('charts.load'), format: perSecond, series: [
      { label: t('system.requests'), colour: '--pine', line: true, values: pick(({ requests }) => requests) },
      { label: t('system.writes'), colour: '--danger', line: true, values: pick(({ writes }) => writes) },
      { label: t('system.waiting'), colour: '--ink-soft', line: true, values: pick(({ waiting }) => waiting) },
    ] },
    { title: t('charts.latency'), format: (value: number) => millisecondsText(value, language), series: [
      { label: '50 %', colour: '--ink-soft', line: true, values: pick(({ p50 }) => p50) },
      { label: '95 %', colour: '--pine', line: true, values: pick(({ p95 }) => p95) },
      { label: '99 %', colour: '--danger', line: true, values: pick(({ p99 }) => p99) },
    ] },
    { title: t('charts.memory'), format: (value: number) => bytesText(value, language), series: [
      { label: t('system.memory'), colour: '--pine', line: true, values: pick(({ memory }) => memory) },
      { label: t('system.database'), colour: '--ink-soft', line: true, values: pick(({ database }) => database) },
    ] },
  ];
  return (
    <div className={classes.charts}>
      {charts.map(({ title, format, series }) => (
        <Card component="section" key={title}>
          <Title order={2} size="h4" mb="xs">{title}</Title>
          <Chart label={title} head={t('charts.time')} labels={labels} series={series} format={format} />
        </Card>
      ))}
    </div>
  );
}
