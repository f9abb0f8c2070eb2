import { Button } from '@mantine/core';
import { IconCalendarOff, IconPrinter, IconUserPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { useUser } from '@/shared/api';
import { useDirectory } from '@/shared/directory';
import { useDrawer } from '@/shared/editing';
import { useKey } from '@/shared/keys/registry';
import { useSites } from '@/shared/site';
import { timeOf, useFormats } from '@/shared/time';
import { EmptyState, ErrorState, PageLoading, PageTitle, RowsLoading, whenOpened } from '@/shared/ui';
import { actsOn, perform, VisitDrawer, type Act } from '@/shared/visit';
import { useBoard, type BoardVisit } from '../api';
import { useT } from '../i18n';
import { actKeys, byPlace, neighbour, places } from '../parts/board';
import classes from '../parts/Board.module.css';
import { BoardColumn } from '../parts/BoardColumn';
import type { BookingDrawerProps, BookingStart } from '../parts/BookingDrawer';
import { boardRoute } from '../routes';

const BookingDrawer = whenOpened<BookingDrawerProps>(() => import('../parts/BookingDrawer'));
const none: BoardVisit[] = [];

const focused = () => document.activeElement?.closest<HTMLElement>('[data-visit]')?.dataset.visit;

/** A, S, C and X act on the visit that has the focus. */
function useActKeys(visits: BoardVisit[]) {
  const t = useT();
  const user = useUser();
  const act = (what: Act) => () => {
    const chosen = visits.find(({ id }) => id === focused());
    if (chosen && actsOn(chosen, user).includes(what)) void perform(chosen, what);
  };
  useKey('a', () => t('key.arrive'), act(actKeys.a));
  useKey('s', () => t('board.key.start'), act(actKeys.s));
  useKey('c', () => t('board.key.complete'), act(actKeys.c));
  useKey('x', () => t('board.key.miss'), act(actKeys.x));
}

/** Where everybody of today is: expected, waiting and since when, being seen, done, missing. */
export default function BoardPage() {
  const t = useT();
  const { date } = useFormats();
  const navigate = useNavigate();
  const search = boardRoute.useSearch();
  const { site } = useSites();
  const directory = useDirectory();
  const board = useBoard(site?.id ?? '');
  const walkIn = useDrawer<BookingStart>();
  const drawer = useDrawer<string>();
  const columns = useRef<HTMLDivElement>(null);
  const visits = board.data?.items ?? none;
  const at = byPlace(visits);

  const open = (visit: string | undefined) => void navigate({ to: '/board', search: { visit }, replace: true });
  const take = () => {
    if (site && board.data) walkIn.open({ day: board.data.day, time: timeOf(new Date(), site.time_zone), walkIn: true });
  };
  useEffect(() => {
    if (search.visit) drawer.open(search.visit);
    else drawer.close();
  }, [search.visit]);
  useKey('n', () => t('walkIn'), take);
  useActKeys(visits);

  const walk = (event: KeyboardEvent) => {
    if (!event.key.startsWith('Arrow')) return;
    const next = neighbour(places.map((place) => at.get(place) ?? none), focused(), event.key);
    if (!next) return;
    event.preventDefault();
    columns.current?.querySelector<HTMLElement>(`[data-visit="${next.id}"]`)?.focus();
  };

  if (directory.error) return <ErrorState error={directory.error} retry={() => void directory.refetch()} />;
  if (!site) return directory.isPending ? <PageLoading /> : <EmptyState page icon={IconCalendarOff} title={t('noSites')} text={t('noSitesText')} />;
  return (
    <>
      <PageTitle title={t('board')} text={board.data && date(board.data.day)}>
        <Button variant="default" className={classes.screenOnly} leftSection={<IconPrinter size={16} />} onClick={() => window.print()}>{t('board.print')}</Button>
        <Button className={classes.screenOnly} leftSection={<IconUserPlus size={16} />} onClick={take}>{t('walkIn')}</Button>
      </PageTitle>
      {board.error && <ErrorState error={board.error} retry={() => void board.refetch()} />}
      {board.isPending && <RowsLoading rows={8} height={52} />}
      {board.data && visits.length === 0 && <EmptyState icon={IconCalendarOff} title={t('board.empty')} text={t('board.emptyText')} />}
      {visits.length > 0 && (
        <>
          <p className={classes.help}>{t('board.help')}</p>
          <div ref={columns} className={classes.columns} onKeyDown={walk}>
            {places.map((place) => <BoardColumn key={place} place={place} visits={at.get(place) ?? none} site={site} onOpen={open} />)}
          </div>
        </>
      )}
      <VisitDrawer id={drawer.subject} opened={drawer.opened} onClose={() => open(undefined)} />
      {walkIn.subject && <BookingDrawer start={walkIn.subject} opened={walkIn.opened} onClose={walkIn.close} site={site} />}
    </>
  );
}
