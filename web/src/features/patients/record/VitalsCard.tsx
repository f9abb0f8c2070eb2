import { ActionIcon, Table, VisuallyHidden } from '@mantine/core';
import { IconStrikethrough } from '@tabler/icons-react';
import type { Schema } from '@/shared/api';
import { t as shared } from '@/shared/i18n/shared';
import { useFormats } from '@/shared/time';
import { useT } from '../i18n';
import classes from './record.module.css';
import { SectionCard, useStrikeOut } from './SectionCard';
import type { Entry } from './sections';
import { Sparkline } from './Sparkline';

type Measuring = Schema['Record']['vitals'][number];

const curves = [
  { name: 'weight_kg', of: (it: Measuring) => it.weight_kg, unit: 'kg' },
  { name: 'systolic', of: (it: Measuring) => it.systolic, unit: 'mmHg' },
  { name: 'heart_rate', of: (it: Measuring) => it.heart_rate, unit: 'bpm' },
] as const;

/** Measures: how they went as small curves, and all of them in the table behind. */
export function VitalsCard({ patientId, vitals, mayWrite }: { patientId: string; vitals: Measuring[]; mayWrite: boolean }) {
  const t = useT();
  const { number } = useFormats();
  const oldestFirst = [...vitals].reverse();
  const drawn = curves
    .map(({ name, of, unit }) => ({ name, unit, values: oldestFirst.map(of).filter((value) => value !== undefined) }))
    .filter(({ values }) => values.length > 1);
  return (
    <SectionCard section="vitals" patientId={patientId} entries={vitals as unknown as Entry[]} mayWrite={mayWrite}>
      <div className={classes.curves}>
        {drawn.map(({ name, unit, values }) => (
          <figure key={name}>
            <figcaption>{t(`record.field.${name}`)} <strong>{number(values.at(-1) ?? 0)} {unit}</strong></figcaption>
            <Sparkline values={values} />
          </figure>
        ))}
      </div>
      {vitals.length > 0 && <Measures patientId={patientId} vitals={vitals} mayWrite={mayWrite} />}
    </SectionCard>
  );
}

function Measures({ patientId, vitals, mayWrite }: { patientId: string; vitals: Measuring[]; mayWrite: boolean }) {
  const t = useT();
  const { date, number } = useFormats();
  const strike = useStrikeOut('vitals', patientId);
  const shown = (value: number | undefined) => (value === undefined ? '' : number(value));
  return (
    <div className={classes.measures} tabIndex={0} role="region" aria-label={t('record.measures')}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('visits.when')}</Table.Th>
            <Table.Th ta="right">{t('record.pressure')}</Table.Th>
            <Table.Th ta="right">{t('record.field.heart_rate')}</Table.Th>
            <Table.Th ta="right">{t('record.field.weight_kg')}</Table.Th>
            <Table.Th ta="right">{t('record.field.height_cm')}</Table.Th>
            <Table.Th ta="right">{t('record.bmi')}</Table.Th>
            <Table.Th ta="right">{t('record.field.temperature')}</Table.Th>
            <Table.Th ta="right">{t('record.field.spo2')}</Table.Th>
            {mayWrite && <Table.Th><VisuallyHidden>{t('record.strikeOut')}</VisuallyHidden></Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {vitals.map((it) => (
            <Table.Tr key={it.id}>
              <Table.Td className={classes.nowrap} title={t('record.by', { author: it.author, date: date(it.recorded_at, 'short') })}>{date(it.measured_at, 'short')}</Table.Td>
              <Table.Td ta="right">{it.systolic !== undefined && `${it.systolic}/${it.diastolic ?? ''}`}</Table.Td>
              {[it.heart_rate, it.weight_kg, it.height_cm, it.bmi, it.temperature, it.spo2].map((value, index) => <Table.Td key={index} ta="right">{shown(value)}</Table.Td>)}
              {mayWrite && (
                <Table.Td>
                  <ActionIcon variant="subtle" color="gray" aria-label={shared('action.of', { act: t('record.strikeOut'), of: date(it.measured_at, 'short') })} onClick={() => strike(it as unknown as Entry)}><IconStrikethrough size={16} /></ActionIcon>
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
