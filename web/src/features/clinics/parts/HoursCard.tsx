import { Button, Card, Group, NumberInput, Select, Switch, Text, Title } from '@mantine/core';
import { useEffect } from 'react';
import { invalidate, type Schema } from '@/shared/api';
import { StaleNotice, useRowForm } from '@/shared/editing';
import { useT as useShared } from '@/shared/i18n/shared';
import { ErrorState, FormProblem, fullName, RowsLoading, toast } from '@/shared/ui';
import { readHours, saveHours, useHours } from '../api';
import { useT } from '../i18n';
import { clockText } from '../text';
import { faultsOf, slotSteps, sorted, totalMinutes, type Span } from '../week';
import { SpanDetails } from './SpanDetails';
import { WeekEditor } from './WeekEditor';

interface Props {
  practitioner: Schema['Practitioner'];
  sites: Schema['Site'][];
}

interface Values extends Record<string, unknown> {
  weekly: Span[];
  slot_step_minutes: string;
  aligned: Schema['Alignment'];
  /** Empty: as many as fit. */
  max_per_day: number | string;
  closed_on_holidays: boolean;
}

const valuesOf = (row: Schema['Availability'] | undefined): Values => ({
  weekly: row?.weekly ?? [],
  slot_step_minutes: String(row?.slot_step_minutes ?? 15),
  aligned: row?.aligned ?? 'opening',
  max_per_day: row?.max_per_day ?? '',
  closed_on_holidays: row?.closed_on_holidays ?? false,
});
const bodyOf = ({ weekly, slot_step_minutes, aligned, max_per_day, closed_on_holidays }: Values) => ({
  weekly: sorted(weekly).map(complete),
  slot_step_minutes: Number(slot_step_minutes),
  aligned,
  max_per_day: max_per_day === '' ? undefined : Number(max_per_day),
  closed_on_holidays,
});

// Changes to one person's week that were not saved yet, while another's is looked at.
const unsaved = new Map<string, Values>();

/** The usual week of a practitioner, at each of their sites. */
export function HoursCard({ practitioner, sites }: Props) {
  const { data, error, isPending, refetch } = useHours(practitioner.id);
  if (isPending) return <Card mb="md"><RowsLoading rows={7} height={64} /></Card>;
  if (!data) return <ErrorState error={error} retry={() => void refetch()} />;
  return <Week hours={data} practitioner={practitioner} sites={sites} />;
}

function Week({ hours, practitioner, sites }: Props & { hours: Schema['Availability'] }) {
  const t = useT();
  const shared = useShared();
  const api = useRowForm<Schema['Availability'], Values>({
    row: hours,
    values: valuesOf,
    reread: () => readHours(practitioner.id),
    submit: (values, headers) => saveHours(practitioner.id, bodyOf(values), headers),
    onDone: () => {
      toast({ text: t('hours.saved', { name: fullName(practitioner) }) });
      void invalidate('availability');
    },
  });
  const { form } = api;
  const { weekly } = form.values;
  useKeptWhileAway(practitioner.id, form);
  return (
    <Card component="section" mb="md">
      <form onSubmit={api.onSubmit} noValidate>
        <Group justify="space-between" mb="xs">
          <Title order={2}>{t('hours.week')}</Title>
          <Text size="sm" c="dimmed" aria-live="polite">{t('sites.perWeek', { hours: clockText(totalMinutes(weekly)) })}</Text>
        </Group>
        <FormProblem problem={api.problem} />
        <StaleNotice stale={api.stale} reload={api.reload} />
        <WeekEditor
          spans={weekly}
          onChange={(next) => form.setFieldValue('weekly', next)}
          sites={sites}
          more={(span, onChange) => <SpanDetails span={span} onChange={onChange} practitionerId={practitioner.id} />}
        />
        <Group align="flex-end" mt="sm" gap="md">
          <Select label={t('hours.step')} description={t('hours.stepHint')} w={220} allowDeselect={false} data={slotSteps.map((value) => ({ value: String(value), label: shared('time.minutes', { count: value }) }))} {...form.getInputProps('slot_step_minutes')} />
          <Select label={t('hours.aligned')} description={t('hours.alignedHint')} w={220} allowDeselect={false} data={(['opening', 'clock'] as const).map((value) => ({ value, label: t(`hours.aligned.${value}`) }))} {...form.getInputProps('aligned')} />
          <NumberInput label={t('hours.max')} description={t('hours.maxHint')} w={220} min={1} max={500} allowDecimal={false} {...form.getInputProps('max_per_day')} />
        </Group>
        <Group justify="space-between" align="center" mt="sm">
          <Switch label={t('hours.holidays')} {...form.getInputProps('closed_on_holidays', { type: 'checkbox' })} />
          <Group gap="xs">
            {form.isDirty() && <Button variant="subtle" onClick={form.reset}>{t('week.reset')}</Button>}
            <Button type="submit" loading={api.busy} disabled={!form.isDirty() || faultsOf(weekly, true).size > 0}>{shared('action.save')}</Button>
          </Group>
        </Group>
      </form>
    </Card>
  );
}

const complete = ({ site_id = '', visit_type_ids = [], ...span }: Span): Schema['WeeklyHours'] => ({ ...span, site_id, visit_type_ids });

function useKeptWhileAway(id: string, form: { isDirty: () => boolean; getValues: () => Values; setValues: (values: Values) => void }) {
  useEffect(() => {
    const kept = unsaved.get(id);
    if (kept) form.setValues(kept);
    return () => {
      if (form.isDirty()) unsaved.set(id, form.getValues());
      else unsaved.delete(id);
    };
    // Only when this person's week comes on screen and leaves it.
  }, [id]);
}
