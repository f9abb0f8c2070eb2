import { ActionIcon, Button, Card, Group, Text, Title, Tooltip } from '@mantine/core';
import { IconBeach, IconCirclePlus, IconPlus, IconTrash } from '@tabler/icons-react';
import { invalidate, type Schema } from '@/shared/api';
import { useDrawer } from '@/shared/editing';
import { useSiteZone } from '@/shared/site';
import { today } from '@/shared/time';
import { ErrorState, RowsLoading, toastProblem, withUndo } from '@/shared/ui';
import { addException, removeException, useExceptions } from '../api';
import { useT } from '../i18n';
import { useDays } from './days';
import { ExceptionDrawer } from './ExceptionDrawer';
import classes from './clinics.module.css';

interface Props {
  practitioner: Schema['Practitioner'];
  sites: Schema['Site'][];
}

/** Leave, and extra hours: what differs from the usual week. What is past is of no use here. */
export function ExceptionsCard({ practitioner, sites }: Props) {
  const t = useT();
  const now = today(useSiteZone());
  const { data, error, isPending, refetch } = useExceptions(practitioner.id);
  const drawer = useDrawer<'off' | 'extra'>();
  const coming = (data?.items ?? []).filter(({ last_day }) => last_day >= now).sort((a, b) => a.first_day.localeCompare(b.first_day));
  return (
    <Card component="section">
      <Group justify="space-between" mb="xs">
        <Title order={2}>{t('exceptions')}</Title>
        <Group gap="xs">
          <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => drawer.open('off')}>{t('exceptions.off')}</Button>
          <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => drawer.open('extra')}>{t('exceptions.extra')}</Button>
        </Group>
      </Group>
      {isPending && <RowsLoading rows={2} />}
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {data && coming.length === 0 && <Text size="sm" c="dimmed">{t('exceptions.none')}</Text>}
      <ul className={classes.list}>
        {coming.map((exception) => <One key={exception.id} exception={exception} practitionerId={practitioner.id} sites={sites} />)}
      </ul>
      {drawer.subject && <ExceptionDrawer key={drawer.subject} kind={drawer.subject} practitioner={practitioner} sites={sites} opened={drawer.opened} onClose={drawer.close} />}
    </Card>
  );
}

function One({ exception, practitionerId, sites }: { exception: Schema['Exception']; practitionerId: string; sites: Schema['Site'][] }) {
  const t = useT();
  const days = useDays();
  const { id, ...input } = exception;
  const { kind, first_day, last_day, opens, closes, reason, site_id } = input;
  const Icon = kind === 'off' ? IconBeach : IconCirclePlus;
  const when = days(first_day, last_day);
  const hours = opens && closes ? `${opens}–${closes}` : kind === 'off' ? t('exceptions.allDay') : '';
  const site = sites.find((one) => one.id === site_id)?.name ?? (kind === 'off' && sites.length > 1 ? t('exceptions.everywhere') : undefined);
  const remove = async () => {
    try {
      await removeException(practitionerId, id);
      withUndo(t('exceptions.removed'), () => addException(practitionerId, input).finally(() => invalidate('availability')));
    } catch (problem) {
      toastProblem(problem);
    }
    void invalidate('availability');
  };
  return (
    <li className={classes.item}>
      <Group gap="sm" wrap="nowrap">
        <Icon size={18} stroke={1.7} aria-hidden />
        <span>
          {t(`exceptions.is.${kind}`)} · <strong>{when}</strong> <span className={classes.soft}>{[hours, site, reason].filter(Boolean).join(' · ')}</span>
        </span>
      </Group>
      <Tooltip label={t('remove')}>
        <ActionIcon variant="subtle" color="gray" aria-label={t('remove.of', { what: when })} onClick={() => void remove()}>
          <IconTrash size={16} />
        </ActionIcon>
      </Tooltip>
    </li>
  );
}
