import { Button, Switch, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconPlus, IconSearch, IconUserPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { hasRole, useUser, type Schema } from '@/shared/api';
import { walkRows } from '@/shared/editing';
import { useT as useShared } from '@/shared/i18n/shared';
import { useKey } from '@/shared/keys/registry';
import { ageOn, today, useFormats } from '@/shared/time';
import { useSiteZone } from '@/shared/site';
import { bornAs, DataTable, EmptyState, PageTitle, patientName, StatusBadge, type Column } from '@/shared/ui';
import { whenOpened } from '@/shared/ui/whenOpened';
import { usePatients } from '../api';
import { useT } from '../i18n';
import { NewPatientDrawer } from '../parts/NewPatientDrawer';
import classes from '../parts/patients.module.css';
import { patientsRoute } from '../routes';

type Line = Schema['PatientLine'];

const OutsideCare = whenOpened(() => import('../record/OutsideCare'));

function useColumns(): Column<Line>[] {
  const t = useT();
  const shared = useShared();
  const { date } = useFormats();
  const now = today(useSiteZone());
  return [
    {
      id: 'name',
      header: t('field.name'),
      cell: (line) => (
        <>
          {patientName(line)} {line.archived && <StatusBadge status="archived" />}
          {line.used_name && line.used_name !== line.birth_name && <span className={classes.born}> {shared(bornAs(line.sex), { name: line.birth_name })}</span>}
        </>
      ),
    },
    {
      id: 'birth',
      header: t('field.birthDate'),
      cell: ({ birth_date }) => birth_date && <>{date(birth_date, 'short')} <span className={`${classes.soft} ${classes.nowrap}`}>({shared('person.age', { count: ageOn(birth_date, now) })})</span></>,
    },
    { id: 'sex', header: t('field.sex'), cell: ({ sex }) => shared(`sex.${sex}`), wideOnly: true },
    { id: 'phone', header: t('field.phone'), cell: ({ phone }) => <span className={classes.nowrap}>{phone}</span> },
    { id: 'email', header: t('field.email'), cell: ({ email }) => email, wideOnly: true },
  ];
}

export default function PatientsPage() {
  const t = useT();
  const user = useUser();
  const navigate = useNavigate();
  const { q = '', archived = false, create = false } = patientsRoute.useSearch();
  const [typed, setTyped] = useState(q);
  const field = useRef<HTMLInputElement>(null);
  const pages = usePatients(q, archived);
  const columns = useColumns();
  const [outside, setOutside] = useState(false);
  const mayAdd = hasRole(user, 'receptionist', 'admin', 'practitioner');

  const look = (change: { q?: string; archived?: true; create?: true }) =>
    void navigate({ to: '/patients', search: { q: q || undefined, archived: archived || undefined, ...change }, replace: true });
  const search = useDebouncedCallback((words: string) => look({ q: words.trim() || undefined }), 150);
  const openNew = () => look({ create: true });

  useKey('n', () => t('new'), () => mayAdd && openNew());
  useKey('f', () => t('search'), () => field.current?.focus());

  return (
    <div onKeyDown={walkRows}>
      <PageTitle title={t('title')}>
        {mayAdd && (
          <Button leftSection={<IconPlus size={16} />} onClick={openNew}>
            {t('new')}
          </Button>
        )}
        {hasRole(user, 'practitioner') && <Button variant="default" onClick={() => setOutside(true)}>{t('outside.open')}</Button>}
      </PageTitle>
      <div className={classes.filters} role="search">
        <TextInput
          ref={field}
          type="search"
          className={classes.searchField}
          aria-label={t('search')}
          placeholder={t('searchHint')}
          leftSection={<IconSearch size={16} />}
          autoFocus
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            search(event.currentTarget.value);
          }}
        />
        <Switch label={t('withArchived')} checked={archived} onChange={(event) => look({ archived: event.currentTarget.checked || undefined })} />
      </div>
      <DataTable
        caption={t('title')}
        columns={columns}
        pages={pages}
        rowKey={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: '/patients/$id', params: { id } })}
        dimmed={(line) => line.archived}
        empty={<Nothing q={q} onNew={mayAdd ? openNew : undefined} />}
      />
      <OutsideCare opened={outside} onClose={() => setOutside(false)} />
      <NewPatientDrawer opened={create} onClose={() => look({})} typed={q} />
    </div>
  );
}

function Nothing({ q, onNew }: { q: string; onNew?: () => void }) {
  const t = useT();
  const atDesk = hasRole(useUser(), 'receptionist', 'admin');
  const nobody = atDesk ? t('empty.text') : t('empty.care');
  return (
    <EmptyState icon={IconUserPlus} title={q ? t('empty.found', { q }) : t('empty')} text={q ? t('empty.foundText') : nobody}>
      {onNew && <Button variant="default" onClick={onNew}>{t('new')}</Button>}
    </EmptyState>
  );
}
