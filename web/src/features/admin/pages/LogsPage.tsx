import { Button, Group, Select, Switch, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconFileText, IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useSiteZone } from '@/shared/site';
import { addDays, instantAt, useFormats } from '@/shared/time';
import { EmptyState, ErrorState, PageTitle, RowsLoading } from '@/shared/ui';
import { DayInput } from '@/shared/ui/dates';
import { levels, useLogs, type LogLine, type LogQuery } from '../api';
import { useT } from '../i18n';
import { LogLevelField } from '../parts/LogLevelField';
import { useFollowed } from '../parts/useFollowed';
import classes from '../parts/admin.module.css';
import { logsRoute, type LogsSearch } from '../routes';

/** What the program said, newest first; followed as it is said. */
export default function LogsPage() {
  const t = useT();
  const navigate = useNavigate();
  const zone = useSiteZone();
  const search = logsRoute.useSearch();
  const { level, module, text, request, from, until } = search;
  const query: LogQuery = {
    level,
    module,
    text,
    request_id: request,
    from: from && instantAt(from, '00:00', zone),
    until: until && instantAt(addDays(until, 1), '00:00', zone),
  };
  const pages = useLogs(query);
  const [following, setFollowing] = useState(true);
  const fresh = useFollowed(query, pages.data?.pages[0]?.newest, following && !until);
  const lines = [...fresh, ...(pages.data?.pages.flatMap(({ items }) => items) ?? [])];
  const look = (change: LogsSearch) => void navigate({ to: '/admin/logs', search: { ...search, ...change }, replace: true });
  return (
    <>
      <PageTitle title={t('nav.logs')} text={t('logs.text')}><LogLevelField /></PageTitle>
      <Filters key={request ?? ''} search={search} look={look}>
        <Switch label={t('logs.follow')} checked={following && !until} disabled={Boolean(until)} onChange={(event) => setFollowing(event.currentTarget.checked)} />
      </Filters>
      {pages.isPending && <RowsLoading />}
      {Boolean(pages.error) && <ErrorState error={pages.error} retry={() => void pages.refetch()} />}
      {pages.data && lines.length === 0 && !pages.hasNextPage && <EmptyState icon={IconFileText} title={t('logs.none')} />}
      {lines.length > 0 && (
        <ol className={classes.logs} aria-label={t('nav.logs')}>
          {lines.map((line, index) => <Line key={lines.length - index} line={line} look={look} />)}
        </ol>
      )}
      {pages.hasNextPage && (
        <Group mt="sm" gap="sm">
          <Button variant="default" size="xs" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>{t('logs.older')}</Button>
          {lines.length === 0 && <span className={classes.soft}>{t('logs.notYet')}</span>}
        </Group>
      )}
    </>
  );
}

function Line({ line, look }: { line: LogLine; look: (change: LogsSearch) => void }) {
  const t = useT();
  const { date } = useFormats();
  const { at, level, event, request_id: request, fields } = line;
  return (
    <li data-level={level}>
      <time dateTime={at} title={at}>{date(at, 'short')} {at.slice(11, 19)}Z</time>
      <strong>{t(`logs.level.${level}`)}</strong>
      <span className={classes.logText}>
        <b>{event}</b> {Object.entries(parsed(fields)).map(([name, value]) => <span key={name}>{name}=<i>{typeof value === 'string' ? value : JSON.stringify(value)}</i> </span>)}
        {request && <button type="button" title={t('logs.sameRequest')} onClick={() => look({ request })}>{request.slice(0, 12)}</button>}
      </span>
    </li>
  );
}

function parsed(fields: string): Record<string, unknown> {
  try {
    return JSON.parse(fields) as Record<string, unknown>;
  } catch {
    return { fields };
  }
}

function Filters({ search, look, children }: { search: LogsSearch; look: (change: LogsSearch) => void; children: React.ReactNode }) {
  const t = useT();
  const { level, module, text, request, from, until } = search;
  const lookSoon = useDebouncedCallback((change: LogsSearch) => look(change), 400);
  const words = levels.map((value) => ({ value: value as string, label: t(`logs.level.${value}`) }));
  return (
    <Group className={classes.filters} role="search">
      <Select label={t('logs.least')} placeholder={t('logs.all')} w={150} clearable data={words} value={level ?? null} onChange={(value) => look({ level: levels.find((one) => one === value) })} />
      <TextInput label={t('logs.module')} w={130} defaultValue={module} onChange={(event) => lookSoon({ module: event.currentTarget.value.trim() || undefined })} />
      <TextInput label={t('logs.holds')} w={200} defaultValue={text} leftSection={<IconSearch size={16} />} onChange={(event) => lookSoon({ text: event.currentTarget.value || undefined })} />
      <TextInput label={t('audit.request')} w={180} defaultValue={request} onChange={(event) => lookSoon({ request: event.currentTarget.value.trim() || undefined })} />
      <DayInput label={t('audit.from')} w={140} value={from ?? null} onChange={(value) => look({ from: value ?? undefined })} />
      <DayInput label={t('audit.until')} w={140} value={until ?? null} onChange={(value) => look({ until: value ?? undefined })} />
      {children}
    </Group>
  );
}
