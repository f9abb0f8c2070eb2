import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconChecks, IconPlus, IconSearch } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { hasRole, useUser } from '@/shared/api';
import { walkRows } from '@/shared/editing';
import { useKey } from '@/shared/keys/registry';
import { DataTable, EmptyState, PageTitle } from '@/shared/ui';
import { useInvoices, type Shelf } from '../api';
import { useT } from '../i18n';
import classes from '../parts/billing.module.css';
import { useInvoiceColumns } from '../parts/columns';
import { invoicesRoute, type InvoicesSearch } from '../routes';

const shelves: Shelf[] = ['draft', 'open', 'overdue', 'all'];

export default function InvoicesPage() {
  const t = useT();
  const navigate = useNavigate();
  const { stage = 'draft', q = '' }: InvoicesSearch = invoicesRoute.useSearch();
  const [typed, setTyped] = useState(q);
  const field = useRef<HTMLInputElement>(null);
  const pages = useInvoices(stage, q);
  const columns = useInvoiceColumns({ named: true });
  const drafts = hasRole(useUser(), 'receptionist', 'admin');

  const look = (change: { stage?: Shelf; q?: string }) => {
    const next = { stage, q, ...change };
    void navigate({ to: '/invoices', search: { stage: next.stage === 'draft' ? undefined : next.stage, q: next.q || undefined }, replace: true });
  };
  const search = useDebouncedCallback((words: string) => look({ q: words.trim() }), 150);
  const step = (by: number) => look({ stage: shelves[(shelves.indexOf(stage) + by + shelves.length) % shelves.length] });

  useKey('f', () => t('search'), () => field.current?.focus());
  useKey('j', () => t('shelf.next'), () => step(1));
  useKey('k', () => t('shelf.previous'), () => step(-1));

  return (
    <div onKeyDown={walkRows}>
      <PageTitle title={t('nav')}>
        {drafts && <Button leftSection={<IconPlus size={16} />} renderRoot={(props) => <Link to="/invoices/new" {...props} />}>{t('new')}</Button>}
      </PageTitle>
      <div className={classes.filters} role="search">
        <SegmentedControl aria-label={t('shelf')} value={stage} onChange={(value) => look({ stage: value as Shelf })} data={shelves.map((value) => ({ value, label: t(`shelf.${value}`) }))} />
        <TextInput
          ref={field}
          type="search"
          className={classes.searchField}
          aria-label={t('search')}
          placeholder={t('searchHint')}
          leftSection={<IconSearch size={16} />}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            search(event.currentTarget.value);
          }}
        />
      </div>
      <DataTable
        caption={t(`shelf.${stage}`)}
        columns={columns}
        pages={pages}
        rowKey={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: '/invoices/$id', params: { id } })}
        empty={<EmptyState icon={IconChecks} title={q ? t('none.found', { q }) : t(`none.${stage}`)} text={q ? t('none.foundText') : t(`none.${stage}Text`)} />}
      />
    </div>
  );
}
