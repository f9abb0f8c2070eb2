import { ActionIcon, Button, Drawer, Text, Tooltip } from '@mantine/core';
import { IconBellOff, IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Schema } from '@/shared/api';
import { useT as useShared } from '@/shared/i18n/shared';
import { useFormats } from '@/shared/time';
import { EmptyState, ErrorState, RowsLoading } from '@/shared/ui';
import { markAllRead, markRead, useNotifications } from '../api';
import { useT } from '../i18n';
import classes from './Centre.module.css';

function One({ notification, onFollow }: { notification: Schema['Notification']; onFollow: () => void }) {
  const t = useT();
  const { ago } = useFormats();
  const { id, title, body, link, created_at, read_at } = notification;
  const follow = () => {
    if (!read_at) void markRead(id);
    onFollow();
  };
  return (
    <li className={classes.one} data-unread={!read_at || undefined}>
      <div>
        <p className={classes.title}>
          {!read_at && <span className={classes.dot} role="img" aria-label={t('unread')} />}
          {link ? <Link to={link} onClick={follow}>{title}</Link> : title}
        </p>
        <p>{body}</p>
        <time dateTime={created_at}>{ago(created_at)}</time>
      </div>
      {!read_at && (
        <Tooltip label={t('read')}>
          <ActionIcon variant="subtle" color="gray" aria-label={t('readOf', { title })} onClick={() => void markRead(id)}>
            <IconCheck size={18} />
          </ActionIcon>
        </Tooltip>
      )}
    </li>
  );
}

/** What the app has told this person, newest first. */
function List({ unread, onFollow }: { unread: number; onFollow: () => void }) {
  const t = useT();
  const shared = useShared();
  const list = useNotifications();
  if (list.isPending) return <RowsLoading height={64} />;
  if (list.error) return <ErrorState error={list.error} retry={() => void list.refetch()} />;
  const items = list.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <EmptyState icon={IconBellOff} title={t('empty')} text={t('emptyText')} />;
  return (
    <>
      {unread > 0 && (
        <Button variant="default" size="xs" leftSection={<IconCheck size={14} />} onClick={() => void markAllRead()}>
          {t('readAll')}
        </Button>
      )}
      <ul className={classes.list}>{items.map((item) => <One key={item.id} notification={item} onFollow={onFollow} />)}</ul>
      {list.hasNextPage && (
        <Button variant="default" size="xs" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {shared('action.more')}
        </Button>
      )}
    </>
  );
}

export default function Centre({ opened, unread, onClose }: { opened: boolean; unread: number; onClose: () => void }) {
  const t = useT();
  const shared = useShared();
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      size={420}
      title={<Text component="span" fw={700} size="lg">{t('title')}</Text>}
      closeButtonProps={{ 'aria-label': shared('action.close') }}
    >
      {opened && <List unread={unread} onFollow={onClose} />}
      <Link to="/notification-settings" className={classes.settings} onClick={onClose}>{t('settings')}</Link>
    </Drawer>
  );
}
