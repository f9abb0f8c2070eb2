import { ActionIcon, Button, Card, Text, TextInput, Title, Tooltip } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { invalidate, useApiForm, type Schema } from '@/shared/api';
import { required } from '@/shared/editing';
import { useT as useShared } from '@/shared/i18n/shared';
import { useSiteZone } from '@/shared/site';
import { today } from '@/shared/time';
import { ErrorState, FormProblem, RowsLoading, toastProblem, withUndo } from '@/shared/ui';
import { DayInput } from '@/shared/ui/dates';
import { addClosure, removeClosure, useClosures } from '../api';
import { useT } from '../i18n';
import { useDays } from './days';
import classes from './clinics.module.css';

/** Days on which the site is shut: nobody can book them. */
export function ClosuresCard({ siteId }: { siteId: string }) {
  const t = useT();
  const { data, error, isPending, refetch } = useClosures(siteId);
  const closures = [...(data?.items ?? [])].sort((a, b) => a.first_day.localeCompare(b.first_day));
  return (
    <Card component="section">
      <Title order={2} mb="xs">{t('closures')}</Title>
      {isPending && <RowsLoading rows={2} />}
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {data && closures.length === 0 && <Text size="sm" c="dimmed">{t('closures.none')}</Text>}
      <ul className={classes.list}>{closures.map((closure) => <One key={closure.id} closure={closure} />)}</ul>
      <Add siteId={siteId} />
    </Card>
  );
}

function One({ closure }: { closure: Schema['Closure'] }) {
  const t = useT();
  const days = useDays();
  const now = today(useSiteZone());
  const { id, site_id, first_day, last_day, reason } = closure;
  const remove = async () => {
    try {
      await removeClosure(site_id, id);
      withUndo(t('closures.removed'), () => addClosure(site_id, { first_day, last_day, reason }).finally(() => invalidate('clinics')));
    } catch (problem) {
      toastProblem(problem);
    }
    void invalidate('clinics');
  };
  return (
    <li className={classes.item} data-past={last_day < now || undefined}>
      <span><strong>{days(first_day, last_day)}</strong> · {reason}</span>
      <Tooltip label={t('remove')}>
        <ActionIcon variant="subtle" color="gray" aria-label={t('remove.of', { what: reason })} onClick={() => void remove()}>
          <IconTrash size={16} />
        </ActionIcon>
      </Tooltip>
    </li>
  );
}

function Add({ siteId }: { siteId: string }) {
  const t = useT();
  const shared = useShared();
  const api = useApiForm({
    initialValues: { first_day: null as string | null, last_day: null as string | null, reason: '' },
    validate: { first_day: required, reason: required },
    submit: async ({ first_day, last_day, reason }) => {
      await addClosure(siteId, { first_day: first_day ?? '', last_day: last_day ?? first_day ?? '', reason: reason.trim() });
      form.reset();
      void invalidate('clinics');
    },
  });
  const { form } = api;
  return (
    <form onSubmit={api.onSubmit} noValidate>
      <div className={classes.inline}>
        <DayInput label={t('closures.first')} w={140} {...form.getInputProps('first_day')} />
        <DayInput label={t('closures.last')} w={140} minDate={form.values.first_day ?? undefined} {...form.getInputProps('last_day')} />
        <TextInput label={t('closures.reason')} placeholder={t('closures.reasonHint')} flex="1 1 160px" {...form.getInputProps('reason')} />
        <Button type="submit" variant="default" loading={api.busy}>{shared('action.add')}</Button>
      </div>
      <FormProblem problem={api.problem} />
    </form>
  );
}
