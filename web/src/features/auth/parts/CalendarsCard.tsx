import { Anchor, Button, Card, Code, Group, Stack, Text, Title } from '@mantine/core';
import '@mantine/core/styles/Code.css';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { hasRole, useUser, type Schema } from '@/shared/api';
import { useFormats } from '@/shared/time';
import { ErrorState, RowsLoading, toast, useDeed } from '@/shared/ui';
import { makeFeed, renewFeed, revokeFeed, useFeeds } from '../api';
import { useT } from '../i18n';
import classes from './lines.module.css';

const QrCode = lazy(async () => ({ default: (await import('./QrCode')).QrCode }));

type Kind = Schema['CalendarKind'];

/** Shown this one time, after it was made. */
function Address({ path }: { path: string }) {
  const t = useT();
  const url = window.location.origin + path;
  const copy = async () => {
    await navigator.clipboard.writeText(url);
    toast({ text: t('agendas.copied') });
  };
  return (
    <Stack gap="xs" role="status">
      <Text size="sm" fw={600}>{t('agendas.shown')}</Text>
      <Code block style={{ overflowWrap: 'anywhere', whiteSpace: 'normal' }}>{url}</Code>
      <Group gap="xs">
        <Button variant="default" onClick={() => void copy()}>{t('agendas.copy')}</Button>
        <Anchor size="sm" href={url.replace(/^https?:/, 'webcal:')}>{t('agendas.open')}</Anchor>
      </Group>
      <Suspense>
        <QrCode text={url} label={t('agendas.qr')} />
      </Suspense>
    </Stack>
  );
}

function Agenda({ kind, feed }: { kind: Kind; feed?: Schema['CalendarFeed'] }) {
  const t = useT();
  const { date } = useFormats();
  const [path, setPath] = useState<string>();
  const { run, busy } = useDeed('calendar-feeds');
  const make = async () => setPath(await makeFeed(kind));
  const renew = async (id: string) => setPath(await renewFeed(id));
  const revoke = async (id: string) => {
    await revokeFeed(id);
    setPath(undefined);
    toast({ text: t('agendas.revoked') });
  };
  const name = t(`agendas.${kind}`);
  return (
    <li>
      <div className={classes.line}>
        <div>
          <Text fw={600} size="sm">{name}</Text>
          {feed && <Text size="xs" c="dimmed">{t('agendas.since', { date: date(feed.renewed_at) })}</Text>}
        </div>
        {feed ? (
          <Group gap="xs" wrap="nowrap">
            <Button size="xs" variant="default" disabled={busy} aria-label={`${t('agendas.renew')}, ${name}`} onClick={() => void run(() => renew(feed.id))}>{t('agendas.renew')}</Button>
            <Button size="xs" variant="default" disabled={busy} aria-label={`${t('agendas.revoke')}, ${name}`} onClick={() => void run(() => revoke(feed.id))}>{t('agendas.revoke')}</Button>
          </Group>
        ) : (
          <Button size="xs" variant="default" disabled={busy} aria-label={`${t('agendas.make')}, ${name}`} onClick={() => void run(make)}>{t('agendas.make')}</Button>
        )}
      </div>
      {path && feed && <Address path={path} />}
    </li>
  );
}

/** Calendars to subscribe to elsewhere: those that one's roles have. */
export function CalendarsCard() {
  const t = useT();
  const user = useUser();
  const { data, error, isPending, refetch } = useFeeds();
  const kinds: Kind[] = [...(hasRole(user, 'practitioner', 'coach') ? ['practitioner' as const] : []), ...(hasRole(user, 'patient') ? ['patient' as const] : [])];
  if (kinds.length === 0) return null;
  return (
    <Card>
      <Title order={2} mb="xs">{t('agendas.title')}</Title>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">{t('agendas.text')}</Text>
        {isPending && <RowsLoading rows={1} height={44} />}
        {error && <ErrorState error={error} retry={() => void refetch()} />}
        {data && <ul className={classes.list}>{kinds.map((kind) => <Agenda key={kind} kind={kind} feed={data.items.find((feed) => feed.kind === kind)} />)}</ul>}
        <Text size="xs" c="dimmed">
          {t('agendas.dav', { host: window.location.host })} <Anchor component={Link} to="/account/security" size="xs" td="underline">{t('keys.title')}</Anchor>
        </Text>
      </Stack>
    </Card>
  );
}
