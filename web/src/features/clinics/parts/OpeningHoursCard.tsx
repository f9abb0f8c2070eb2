import { Button, Card, Group, Text, Title } from '@mantine/core';
import { invalidate, type Schema } from '@/shared/api';
import { StaleNotice, useRowForm } from '@/shared/editing';
import { useT as useShared } from '@/shared/i18n/shared';
import { FormProblem, toast } from '@/shared/ui';
import { readSite, saveSite } from '../api';
import { givenSite, siteValues } from '../forms';
import { useT } from '../i18n';
import { clockText } from '../text';
import { faultsOf, sorted, totalMinutes, type Span } from '../week';
import { WeekEditor } from './WeekEditor';
import classes from './clinics.module.css';

interface Values extends Record<string, unknown> {
  opening_hours: Span[];
}

/** When the doors are open. Saved on its own, so that nobody rewrites the address by accident. */
export function OpeningHoursCard({ site }: { site: Schema['Site'] }) {
  const t = useT();
  const shared = useShared();
  const api = useRowForm<Schema['Site'], Values>({
    row: site,
    values: (row) => ({ opening_hours: row?.opening_hours ?? [] }),
    reread: () => readSite(site.id),
    submit: ({ opening_hours }, headers) => saveSite(site.id, givenSite(siteValues(site), sorted(opening_hours)), headers),
    onDone: () => {
      toast({ text: t('saved') });
      void invalidate('clinics');
    },
  });
  const { form } = api;
  const spans = form.values.opening_hours;
  return (
    <Card component="section" className={classes.wide}>
      <form onSubmit={api.onSubmit} noValidate>
        <Group justify="space-between" mb="xs">
          <Title order={2}>{t('sites.hours')}</Title>
          <Text size="sm" c="dimmed" aria-live="polite">{t('sites.perWeek', { hours: clockText(totalMinutes(spans)) })}</Text>
        </Group>
        <FormProblem problem={api.problem} />
        <StaleNotice stale={api.stale} reload={api.reload} />
        <WeekEditor spans={spans} onChange={(next) => form.setFieldValue('opening_hours', next)} />
        <Group justify="flex-end" mt="sm">
          {form.isDirty() && <Button variant="subtle" onClick={form.reset}>{t('week.reset')}</Button>}
          <Button type="submit" loading={api.busy} disabled={!form.isDirty() || faultsOf(spans).size > 0}>{shared('action.save')}</Button>
        </Group>
      </form>
    </Card>
  );
}
