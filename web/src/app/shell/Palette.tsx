import '@mantine/spotlight/styles.css';

import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch, IconUserCircle } from '@tabler/icons-react';
import { useQueries } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import { useUser } from '@/shared/api';
import { useT } from '@/shared/i18n/shared';
import { folded } from '@/shared/ui/person';
import { actionsOf, navOf, searchesOf } from '../features';
import classes from './Palette.module.css';
import { closePalette, usePanels } from './panels';

const [store, palette] = createSpotlight();
const look = { scrollable: true, centered: false, maxHeight: 420, size: 560, yOffset: '12vh', overlayProps: { backgroundOpacity: 0.28, blur: 0 }, classNames: { actionsGroup: classes.group } };

/** Mantine selects the first entry when the query changes; answers that come later need it too, so that Enter takes them. */
function selectFirst() {
  const { listId } = store.getState();
  const list = document.getElementById(listId);
  const first = list?.querySelector('[data-action]');
  if (!list || !first || list.querySelector('[data-selected]')) return;
  first.setAttribute('data-selected', 'true');
  store.updateState((state) => ({ ...state, selected: 0 }));
}

interface Entry {
  id: string;
  label: string;
  hint?: string;
  icon: ReactNode;
  run: () => void;
}

/** Every word typed begins or stands in the label, accents aside. */
function matches(query: string, label: string): boolean {
  return folded(query).split(/\s+/).every((word) => folded(label).includes(word));
}

function useOwnEntries(go: (path: string) => void) {
  const user = useUser();
  const pages: Entry[] = navOf(user).map(({ id, label, icon: Icon, to }) => ({ id, label: label(), icon: <Icon size={18} />, run: () => go(to) }));
  const actions: Entry[] = actionsOf(user).map(({ id, label, icon: Icon, run }) => ({ id, label: label(), icon: <Icon size={18} />, run: () => run(go) }));
  return { pages, actions };
}

/** Asks the features' providers once the typing pauses. */
function useFound(query: string, go: (path: string) => void) {
  const [settled] = useDebouncedValue(query.trim(), 150);
  const providers = searchesOf(useUser());
  const answers = useQueries({
    queries: providers.map((provider) => ({
      queryKey: ['palette', provider.id, settled],
      queryFn: ({ signal }: { signal: AbortSignal }) => provider.find(settled, signal),
      enabled: settled.length >= 2,
      staleTime: 10_000,
    })),
  });
  // The list grows downwards only: nothing slips in above what is about to be chosen.
  const pending = answers.findIndex(({ isFetching, data }) => isFetching && !data);
  const groups = providers.slice(0, pending < 0 ? undefined : pending).map((provider, index) => ({
    label: provider.label(),
    entries: (answers[index]?.data ?? []).map(({ id, label, hint, to }): Entry => ({ id, label, hint, icon: <IconUserCircle size={18} />, run: () => go(to) })),
  }));
  return { groups, searching: answers.some(({ isFetching }) => isFetching), failed: answers.some(({ isError }) => isError) };
}

function Group({ label, entries }: { label: string; entries: Entry[] }) {
  if (entries.length === 0) return null;
  return (
    <Spotlight.ActionsGroup label={label}>
      {entries.map(({ id, label, hint, icon, run }) => (
        <Spotlight.Action key={id} label={label} description={hint} leftSection={icon} onClick={run} />
      ))}
    </Spotlight.ActionsGroup>
  );
}

export default function Palette() {
  const t = useT();
  const navigate = useNavigate();
  const { palette: wanted } = usePanels();
  const [query, setQuery] = useState('');
  const go = (path: string) => void navigate({ to: path });
  const { pages, actions } = useOwnEntries(go);
  const { groups, searching, failed } = useFound(query, go);
  const fitting = (entries: Entry[]) => entries.filter(({ label }) => matches(query, label));
  const some = [...groups.map(({ entries }) => entries), fitting(pages), fitting(actions)].some((list) => list.length > 0);

  useEffect(() => {
    if (wanted) palette.open();
  }, [wanted]);
  const foundNow = groups.flatMap(({ entries }) => entries.map(({ id }) => id)).join();
  useEffect(selectFirst, [foundNow]);

  return (
    <Spotlight.Root store={store} shortcut={null} query={query} onQueryChange={setQuery} onSpotlightClose={closePalette} {...look} attributes={{ content: { 'aria-label': t('keys.palette') } }}>
      <Spotlight.Search placeholder={t('app.search')} aria-label={t('palette.hint')} leftSection={<IconSearch size={18} />} />
      <Spotlight.ActionsList>
        {groups.map((group) => <Group key={group.label} {...group} />)}
        <Group label={t('palette.actions')} entries={fitting(actions)} />
        <Group label={t('palette.pages')} entries={fitting(pages)} />
        {searching && <Spotlight.Empty>{t('palette.searching')}</Spotlight.Empty>}
        {failed && !searching && <Spotlight.Empty>{t('palette.failed')}</Spotlight.Empty>}
        {!some && !searching && !failed && <Spotlight.Empty>{t('palette.nothing', { query })}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
