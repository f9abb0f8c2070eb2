import { ActionIcon, Code, Text } from '@mantine/core';
import '@mantine/core/styles/Code.css';
import { IconTrash } from '@tabler/icons-react';
import type { Schema } from '@/shared/api';
import { useFormats } from '@/shared/time';
import { ErrorState, RowsLoading, toast, useDeed } from '@/shared/ui';
import { useT } from './i18n';
import classes from '../ui/ui.module.css';

interface Keys {
  data?: { items: Schema['ApiKey'][] };
  error: unknown;
  isPending: boolean;
  refetch: () => unknown;
}

interface Props {
  keys: Keys;
  /** Of what is read again afterwards. */
  topic: string;
  revoke: (id: string) => Promise<unknown>;
}

function Key({ line, topic, revoke }: { line: Schema['ApiKey'] } & Omit<Props, 'keys'>) {
  const t = useT();
  const { date, ago } = useFormats();
  const { id, name, prefix, scopes, expires_at, last_used_at } = line;
  const { run } = useDeed(topic);
  const deed = async () => {
    await revoke(id);
    toast({ text: t('revoked') });
  };
  return (
    <li className={classes.line}>
      <div>
        <Text fw={600} size="sm">{name} <Code>{prefix}…</Code></Text>
        <Text size="xs" c="dimmed">{scopes.join(', ')}</Text>
        <Text size="xs" c="dimmed">
          {t('until', { date: date(expires_at) })} · {last_used_at ? t('used', { ago: ago(last_used_at) }) : t('neverUsed')}
        </Text>
      </div>
      <ActionIcon variant="default" aria-label={t('revoke', { name })} onClick={() => void run(deed)}>
        <IconTrash size={16} />
      </ActionIcon>
    </li>
  );
}

/** An account's API keys, each to be revoked: one's own, or for admins another's. */
export function KeyList({ keys: { data, error, isPending, refetch }, ...acts }: Props) {
  const t = useT();
  return (
    <>
      {isPending && <RowsLoading rows={2} height={44} />}
      {Boolean(error) && <ErrorState error={error} retry={() => void refetch()} />}
      {data?.items.length === 0 && <Text size="sm">{t('none')}</Text>}
      {data && data.items.length > 0 && <ul className={classes.lines}>{data.items.map((line) => <Key key={line.id} line={line} {...acts} />)}</ul>}
    </>
  );
}
