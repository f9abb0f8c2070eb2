import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import { IconHourglass, IconPlus, IconTrash } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useDirectory } from '@/shared/directory';
import { useDrawer, walkRows } from '@/shared/editing';
import { useKey } from '@/shared/keys/registry';
import { useSites } from '@/shared/site';
import { useFormats } from '@/shared/time';
import { DataTable, EmptyState, fullName, PageTitle, toast, useDeed, whenOpened, type Column } from '@/shared/ui';
import { holdersOf } from '@/shared/visit';
import { useWishes, withdrawWish, type WishLine } from '../api';
import { useT } from '../i18n';
import { DeskActs } from '../parts/DeskActs';
import type { OfferDrawerProps } from '../parts/OfferDrawer';
import type { RulesDrawerProps } from '../parts/RulesDrawer';
import { StateBadge } from '../parts/StateBadge';
import type { WishDrawerProps } from '../parts/WishDrawer';
import classes from '../parts/waiting.module.css';
import { waitingRoute } from '../routes';
import { useOfferWords, useWishWords } from '../words';

const WishDrawer = whenOpened<WishDrawerProps>(() => import('../parts/WishDrawer'));
const OfferDrawer = whenOpened<OfferDrawerProps>(() => import('../parts/OfferDrawer'));
const RulesDrawer = whenOpened<RulesDrawerProps>(() => import('../parts/RulesDrawer'));

const inQueue = ({ status }: WishLine) => status === 'waiting' || status === 'offered';

function Withdraw({ wish }: { wish: WishLine }) {
  const t = useT();
  const deed = useDeed('waiting_list');
  const withdraw = () =>
    deed.run(async () => {
      await withdrawWish(wish);
      toast({ text: t('withdrawn') });
    });
  return (
    <ActionIcon variant="subtle" color="gray" disabled={deed.busy} aria-label={t('withdraw.of', { name: wish.patient_name })} title={t('withdraw')} onClick={() => void withdraw()}>
      <IconTrash size={16} />
    </ActionIcon>
  );
}

function useColumns(onOffer: (wish: WishLine) => void): Column<WishLine>[] {
  const t = useT();
  const { ago } = useFormats();
  const words = useWishWords();
  const offerWords = useOfferWords();
  return [
    { id: 'who', header: t('column.who'), cell: (wish) => wish.patient_name },
    { id: 'what', header: t('column.what'), cell: (wish) => words(wish).what },
    {
      id: 'wish',
      header: t('column.wish'),
      cell: (wish) => (
        <>
          {words(wish).wish}
          {wish.note && <div className={classes.soft}>{wish.note}</div>}
        </>
      ),
      wideOnly: true,
    },
    { id: 'since', header: t('column.since'), cell: (wish) => <>{ago(wish.created_at)}{wish.by_patient && <div className={classes.soft}>{t('byPatient')}</div>}</>, wideOnly: true },
    {
      id: 'status',
      header: t('column.status'),
      cell: (wish) => (
        <>
          <StateBadge status={wish.status} />
          {wish.offer && <div className={classes.soft}>{t('offer.now', offerWords(wish.offer))}</div>}
        </>
      ),
    },
    {
      id: 'acts',
      header: t('column.acts'),
      cell: (wish) => inQueue(wish) && (
        <span className={classes.acts} onClick={(event) => event.stopPropagation()}>
          <DeskActs wish={wish} onOffer={() => onOffer(wish)} />
          <Withdraw wish={wish} />
        </span>
      ),
    },
  ];
}

function Filters({ site }: { site: string | undefined }) {
  const t = useT();
  const navigate = useNavigate();
  const search = waitingRoute.useSearch();
  const directory = useDirectory();
  const look = (change: Partial<typeof search>) => void navigate({ to: '/waiting-list', search: { ...search, ...change }, replace: true });
  return (
    <div className={classes.filters}>
      <NativeSelect
        label={t('filter.type')}
        data={[{ value: '', label: t('filter.types') }, ...directory.visitTypes.map(({ id, name }) => ({ value: id, label: name }))]}
        value={search.type ?? ''}
        onChange={(event) => look({ type: event.currentTarget.value || undefined })}
      />
      <NativeSelect
        label={t('filter.practitioner')}
        data={[{ value: '', label: t('filter.practitioners') }, ...holdersOf(directory.practitioners, undefined, site).map((one) => ({ value: one.id, label: fullName(one) }))]}
        value={search.practitioner ?? ''}
        onChange={(event) => look({ practitioner: event.currentTarget.value || undefined })}
      />
      <NativeSelect
        label={t('filter.status')}
        data={[{ value: '', label: t('filter.queue') }, { value: 'all', label: t('filter.all') }]}
        value={search.all ?? ''}
        onChange={(event) => look({ all: event.currentTarget.value === 'all' ? 'all' : undefined })}
      />
    </div>
  );
}

/** The desk's list of who waits for a time at the chosen site. */
export default function WaitingPage() {
  const t = useT();
  const { type, practitioner, all } = waitingRoute.useSearch();
  const { site } = useSites();
  const pages = useWishes({ site_id: site?.id, visit_type_id: type, practitioner_id: practitioner, in_queue: !all });
  const drawer = useDrawer<WishLine | 'new'>();
  const offering = useDrawer<WishLine>();
  const rules = useDrawer<string>();
  const columns = useColumns(offering.open);
  const add = () => drawer.open('new');
  useKey('n', () => t('add'), add);
  const wish = drawer.subject === 'new' ? undefined : drawer.subject;
  const filtered = Boolean(type ?? practitioner);
  return (
    <div onKeyDown={walkRows}>
      <PageTitle title={t('nav')} text={t('text')}>
        {site && <Button variant="default" onClick={() => rules.open(site.id)}>{t('rules')}</Button>}
        <Button leftSection={<IconPlus size={16} />} onClick={add}>{t('add')}</Button>
      </PageTitle>
      <Filters site={site?.id} />
      <DataTable
        caption={t('nav')}
        columns={columns}
        pages={pages}
        rowKey={({ id }) => id}
        onOpen={(row) => inQueue(row) && drawer.open(row)}
        dimmed={(row) => !inQueue(row)}
        empty={<EmptyState icon={IconHourglass} title={t(filtered ? 'noneFound' : 'none')} text={filtered ? undefined : t('noneText')} />}
      />
      {drawer.subject && <WishDrawer key={wish?.id ?? 'new'} wish={wish} opened={drawer.opened} onClose={drawer.close} />}
      {offering.subject && <OfferDrawer key={offering.subject.id} wish={offering.subject} opened={offering.opened} onClose={offering.close} />}
      {rules.subject && <RulesDrawer key={rules.subject} site={rules.subject} opened={rules.opened} onClose={rules.close} />}
    </div>
  );
}
