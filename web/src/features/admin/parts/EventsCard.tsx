import { Button, Card, Group, Text, Title } from '@mantine/core';
import { IconCircleCheck, IconRepeat } from '@tabler/icons-react';
import type { Schema } from '@/shared/api';
import { useFormats } from '@/shared/time';
import { ErrorState, RowsLoading, toast, useDeed } from '@/shared/ui';
import { replay, useEvents } from '../api';
import { useT } from '../i18n';
import classes from './admin.module.css';

/** The event bus: what is under way, and what was given up and can be tried again. */
export function EventsCard() {
  const t = useT();
  const { data, error, isPending, refetch } = useEvents();
  return (
    <Card component="section">
      <Title order={2}>{t('events')}</Title>
      <Text size="sm" c="dimmed" mb="sm">{t('events.text')}</Text>
      {isPending && <RowsLoading rows={2} />}
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {data && (
        <>
          <Text size="sm">{t('events.pending', { count: data.pending })} · {t('events.retrying', { count: data.retrying })}</Text>
          {data.dead.length === 0 ? (
            <Group gap="xs" mt="sm">
              <IconCircleCheck size={18} aria-hidden />
              <Text size="sm">{t('events.noneDead')}</Text>
            </Group>
          ) : (
            <ul className={classes.dead}>{data.dead.map((event) => <Dead key={event.id} event={event} />)}</ul>
          )}
        </>
      )}
    </Card>
  );
}

function Dead({ event }: { event: Schema['DeadEvent'] }) {
  const t = useT();
  const { dateTime } = useFormats();
  const { busy, run } = useDeed('admin/events');
  const again = async () => {
    await replay(event.id);
    toast({ text: t('events.replayed') });
  };
  return (
    <li>
      <div>
        <p><strong>{event.event}</strong> → {event.listener}</p>
        <p className={classes.soft}>{t('events.attempts', { count: event.attempts })} · {dateTime(event.at)}</p>
        <p className={classes.code}>{event.error}</p>
      </div>
      <Button variant="default" size="sm" loading={busy} leftSection={<IconRepeat size={16} />} aria-label={t('events.replayOf', { event: event.event, listener: event.listener })} onClick={() => void run(again)}>
        {t('events.replay')}
      </Button>
    </li>
  );
}
