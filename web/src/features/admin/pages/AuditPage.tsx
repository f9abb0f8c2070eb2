import { Button, Group, Select } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import type { Schema } from '@/shared/api';
import { useT as useShared } from '@/shared/i18n/shared';
import { useSiteZone } from '@/shared/site';
import { addDays, instantAt, useFormats } from '@/shared/time';
import { DataTable, EmptyState, fullName, PageTitle, type Column } from '@/shared/ui';
import { DayInput } from '@/shared/ui/dates';
import { useAccounts, useAudit, type AuditQuery } from '../api';
import { has, keys, t as words, useT } from '../i18n';
import { ExportMenu } from '../parts/ExportMenu';
import classes from '../parts/admin.module.css';
import { auditRoute, type AuditSearch } from '../routes';
import { subjectPath } from '../subject';

type Row = Schema['AuditRow'];

/** In words; what has none is shown by its name. */
const said = (sort: 'action' | 'kind', name: string) => {
  const key = `${sort}.${name}`;
  return has(key) ? words(key) : name;
};

function Subject({ row }: { row: Row }) {
  const t = useT();
  const accounts = useAccounts();
  const { subject_kind: kind, subject_id: id } = row;
  if (!id) return null;
  const path = subjectPath(kind, id);
  const account = accounts.data?.items.find((one) => kind === 'user' && one.id === id);
  // People are known by their names; what has none, by the end of its id.
  const short = account ? fullName(account) : <span className={classes.code}>…{id.slice(-8)}</span>;
  return (
    <span className={classes.subject}>
      {kind && `${said('kind', kind)} `}
      {path ? <Link to={path}>{short}</Link> : <Link to="/admin/audit" search={{ subject: id }} title={t('audit.same')}>{short}</Link>}
    </span>
  );
}

function useColumns(): Column<Row>[] {
  const t = useT();
  const shared = useShared();
  const { date, time } = useFormats();
  return [
    { id: 'at', header: t('audit.at'), cell: ({ at }) => <span className={classes.nowrap}>{date(at, 'medium')}, {time(at)}</span> },
    {
      id: 'who',
      header: t('audit.who'),
      cell: ({ actor_name, actor_roles }) => (
        <>{actor_name ?? t('audit.nobody')} <span className={classes.soft}>{actor_roles.map((role) => shared(`role.${role}`)).join(', ')}</span></>
      ),
    },
    {
      id: 'what',
      header: t('audit.what'),
      cell: ({ action, outcome, kind }) => (
        <>{said('action', action)} {kind === 'read' && <span className={classes.soft}>{t('audit.readMark')}</span>} {outcome !== 'done' && <span className={classes.refused}>{t('audit.refused')}</span>}</>
      ),
    },
    { id: 'subject', header: t('audit.subject'), cell: (row) => <Subject row={row} />, wideOnly: true },
    { id: 'address', header: t('audit.address'), cell: ({ address }) => <span className={classes.code}>{address}</span>, wideOnly: true },
    { id: 'request', header: t('audit.request'), cell: ({ request_id }) => <span className={classes.code} title={request_id}>{request_id.slice(0, 12)}</span>, wideOnly: true },
  ];
}

/** Who did what, newest first. */
export default function AuditPage() {
  const t = useT();
  const navigate = useNavigate();
  const zone = useSiteZone();
  const search = auditRoute.useSearch();
  const columns = useColumns();
  const { actor, action, kind, subject, from, until } = search;
  const query: AuditQuery = {
    actor_id: actor,
    action,
    kind,
    subject_id: subject,
    from: from && instantAt(from, '00:00', zone),
    until: until && instantAt(addDays(until, 1), '00:00', zone),
  };
  const pages = useAudit(query);
  const look = (change: AuditSearch) => void navigate({ to: '/admin/audit', search: { ...search, ...change }, replace: true });
  const filtered = Object.values(search).some(Boolean);
  return (
    <>
      <PageTitle title={t('nav.audit')} text={t('audit.text')}><ExportMenu query={query} /></PageTitle>
      <Filters search={search} look={look} />
      <DataTable
        caption={t('nav.audit')}
        columns={columns}
        pages={pages}
        rowKey={({ id }) => id}
        empty={
          <EmptyState icon={IconShieldCheck} title={filtered ? t('audit.noneFound') : t('audit.none')}>
            {filtered && <Button variant="default" onClick={() => void navigate({ to: '/admin/audit', search: {}, replace: true })}>{t('audit.clear')}</Button>}
          </EmptyState>
        }
      />
    </>
  );
}

function Filters({ search, look }: { search: AuditSearch; look: (change: AuditSearch) => void }) {
  const t = useT();
  const accounts = useAccounts();
  const { actor, action, kind, subject, from, until } = search;
  const sorts = (['write', 'read'] as const).map((value) => ({ value, label: t(`audit.kind.${value}`) }));
  const known = keys('action.').map((key) => ({ value: key.slice('action.'.length), label: t(key) })).sort((a, b) => a.label.localeCompare(b.label));
  const people = (accounts.data?.items ?? []).map((user) => ({ value: user.id, label: fullName(user) }));
  const withUnknown = (list: typeof known, value: string | undefined) => (!value || list.some((item) => item.value === value) ? list : [{ value, label: value }, ...list]);
  return (
    <Group className={classes.filters} role="search">
      <Select label={t('audit.who')} placeholder={t('audit.everyone')} w={200} searchable clearable data={withUnknown(people, actor)} value={actor ?? null} onChange={(value) => look({ actor: value ?? undefined })} />
      <Select label={t('audit.what')} placeholder={t('audit.everything')} w={240} searchable clearable data={withUnknown(known, action)} value={action ?? null} onChange={(value) => look({ action: value ?? undefined })} />
      <Select label={t('audit.kind')} placeholder={t('audit.kind.all')} w={160} clearable data={sorts} value={kind ?? null} onChange={(value) => look({ kind: sorts.find((sort) => sort.value === value)?.value })} />
      <DayInput label={t('audit.from')} w={150} value={from ?? null} onChange={(value) => look({ from: value ?? undefined })} />
      <DayInput label={t('audit.until')} w={150} value={until ?? null} onChange={(value) => look({ until: value ?? undefined })} />
      {subject && <Button variant="default" onClick={() => look({ subject: undefined })}>{t('audit.anySubject', { id: subject.slice(-8) })}</Button>}
    </Group>
  );
}
