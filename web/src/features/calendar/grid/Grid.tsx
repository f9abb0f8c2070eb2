import { useMemo, useRef, useState, type CSSProperties, type KeyboardEvent, type MouseEvent } from 'react';
import { clock, dayOf, minuteOf } from '@/shared/time';
import { useNow, type Place, type Visit } from '@/shared/visit';
import { useT } from '../i18n';
import { isDraggable } from '../parts/groups';
import { Backdrop } from './Backdrop';
import { Heads } from './Heads';
import classes from './Grid.module.css';
import { lasting, lengthened, nudged, placeAt, placeVisits, shownHours, step, takenBy, type Column, type Placed } from './place';
import { useDrag, type Landing } from './useDrag';
import { useFresh } from './useFresh';
import { useNudges } from './useNudges';
import { onPaper, useScale } from './useScale';
import { useFocusKeeper, useScrollToNow, useSwipe } from './useView';
import { VisitCard } from './VisitCard';
import { spotAt, walked, type Spot } from './walk';

interface Props {
  label: string;
  columns: Column[];
  visits: Visit[];
  zone: string;
  /** What for, and in which room. */
  typeName: (visit: Visit) => string;
  practitionerName: (id: string) => string;
  /** In the column of another practitioner while it is dragged there. */
  colourOf: (visit: Visit, practitioner: string) => string | undefined;
  onOpen: (visit: Visit) => void;
  onNew: (column: Column, minute: number) => void;
  onMove: (visit: Visit, place: Place) => void;
  /** The column that a swipe has brought into view (phones show one at a time). */
  onColumn?: (key: string) => void;
  shownColumn?: string;
}

const low = 36; // px
const gap = 2; // px

/** The calendar's grid: columns of practitioners or days over the hours, with mouse, touch and keyboard. */
export function Grid(props: Props) {
  const { label, columns, visits, zone, typeName, practitionerName, colourOf, onOpen, onNew, onMove } = props;
  const t = useT();
  const scroller = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLDivElement>(null);
  const [said, say] = useState('');
  const now = useNow();
  const fresh = useFresh();
  const { standing, nudge, giveUp } = useNudges(visits);
  const placed = useMemo(() => placeVisits(standing, columns, zone), [standing, columns, zone]);
  const span = useMemo(() => shownHours(columns, placed), [columns, placed]);
  const scale = useScale(scroller, span);

  const today = dayOf(new Date(now), zone);
  const nowMinute = minuteOf(new Date(now), zone);
  const firstSpot = (): Spot => {
    const column = Math.max(0, columns.findIndex(({ day }) => day === today));
    return spotAt(placed, column, columns[column]?.day === today ? Math.min(span.until - step, Math.max(span.from, nowMinute)) : (columns[column]?.open[0]?.from ?? span.from));
  };
  const [asked, setSpot] = useState<Spot>();
  const spot = resolved(asked ?? firstSpot(), placed, columns.length);

  const drag = useDrag({
    canvas, scroller, columns: columns.length, scale,
    onDrop: ({ placed: one, column, from, until }) => {
      const target = columns[column];
      const stays = column === one.column && from === one.from;
      if (!target || (stays && until === one.until)) return;
      onMove(one.visit, stays ? lasting(one.visit, until - from) : placeAt(target, from, one.visit, zone));
    },
  });

  const keep = useFocusKeeper(canvas, spot);
  const where = (column: Column | undefined, minute: number) => `${clock(minute)}, ${column?.title ?? ''}`;

  const nudgeTo = (visit: Visit, place: Place, at: Spot) => {
    nudge(visit, place);
    keep(visit.id);
    setSpot({ ...at, visit: visit.id });
  };
  const nudgeBy = (one: Placed, key: string) => {
    const sideways = key === 'ArrowLeft' ? -1 : key === 'ArrowRight' ? 1 : 0;
    const target = columns[one.column + sideways];
    if (!target) return;
    const minute = sideways ? one.from : nudged(one.from, key === 'ArrowDown' ? 1 : -1, one.until - one.from);
    nudgeTo(one.visit, placeAt(target, minute, one.visit, zone), { column: one.column + sideways, minute });
    say(t('grid.nowAt', { where: where(target, minute) }));
  };
  const stretchBy = (one: Placed, key: string) => {
    if (key !== 'ArrowDown' && key !== 'ArrowUp') return;
    const until = lengthened(one, key === 'ArrowDown' ? 1 : -1);
    nudgeTo(one.visit, lasting(one.visit, until - one.from), { column: one.column, minute: one.from });
    say(t('grid.nowUntil', { time: clock(until), count: until - one.from }));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey) return;
    // What has the focus is what is meant, even when the spot follows a moment later.
    const focused = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-visit]')?.dataset.visit : undefined;
    const here = placed.find(({ visit }) => visit.id === focused);
    if (event.altKey) {
      if (!event.key.startsWith('Arrow')) return;
      event.preventDefault();
      if (here && isDraggable(here.visit)) (event.shiftKey ? stretchBy : nudgeBy)(here, event.key);
      else if (here) say(t('grid.fixed'));
      return;
    }
    if (event.key === 'Escape' && here && giveUp(here.visit.id)) return say(t('grid.gaveUp'));
    const next = walked(event.key, placed, columns.length, here ? { column: here.column, minute: here.from, visit: here.visit.id } : spot);
    if (!next) return;
    event.preventDefault();
    keep(next.visit ?? 'free');
    setSpot(next);
  };

  const timeUnder = (event: MouseEvent) => {
    const box = canvas.current?.getBoundingClientRect();
    if (!box) return undefined;
    const column = Math.min(columns.length - 1, Math.floor((event.clientX - box.left) / (box.width / columns.length)));
    return { column, minute: Math.floor((span.from + (event.clientY - box.top) / scale) / step) * step };
  };
  const onCanvas = (event: MouseEvent) => event.target instanceof Element && !event.target.closest('button');
  const newAt = ({ column, minute }: Spot) => {
    const target = columns[column];
    if (target) onNew(target, minute);
  };
  const [hover, setHover] = useState<Spot>();
  const hoverAt = (event: MouseEvent) => {
    const next = onCanvas(event) && !drag.landing ? timeUnder(event) : undefined;
    setHover((last) => (last?.column === next?.column && last?.minute === next?.minute ? last : next));
  };

  const boxOf = ({ column, from, until, lane, lanes }: Omit<Placed, 'visit'>): CSSProperties => ({
    top: (from - span.from) * scale,
    height: Math.max(16, (until - from) * scale - gap),
    left: `calc(${((column + lane / lanes) / columns.length) * 100}% + 4px)`,
    width: `calc(${100 / columns.length / lanes}% - 8px)`,
  });

  const card = (one: Placed, ghost?: 'origin' | 'landing' | 'conflict') => {
    const movable = isDraggable(one.visit);
    const column = columns[one.column];
    return (
      <VisitCard
        key={ghost === 'origin' || !ghost ? one.visit.id : 'landing'}
        placed={one}
        type={typeName(one.visit)}
        practitioner={column?.practitioner ? undefined : practitionerName(one.visit.practitioner_id)}
        colour={colourOf(one.visit, column?.practitioner?.id ?? one.visit.practitioner_id)}
        style={boxOf(one)}
        title={one.lanes > 1 ? `${clock(one.from)} ${one.visit.patient_name} · ${typeName(one.visit)}` : undefined}
        low={(one.until - one.from) * scale < low}
        movable={movable}
        fresh={fresh.has(one.visit.id)}
        ghost={ghost}
        {...(ghost === 'landing' || ghost === 'conflict' ? { tabIndex: -1, 'aria-hidden': true } : {
          tabIndex: spot.visit === one.visit.id ? 0 : -1,
          onFocus: () => setSpot({ column: one.column, minute: one.from, visit: one.visit.id }),
          onClick: () => {
            if (!drag.wasDrag()) onOpen(one.visit);
          },
          ...drag.handlers(one, movable),
        })}
      />
    );
  };

  const landing = drag.landing && landed(drag.landing);
  const conflict = landing && takenBy(placed, columns, landing.column, landing, landing.visit);
  const free = { column: spot.column, from: spot.minute, until: spot.minute + step, lane: 0, lanes: 1 };

  const hasNow = columns.some(({ day }) => day === today) && nowMinute >= span.from && nowMinute <= span.until;
  const nearNow = (minute: number) => hasNow && Math.abs(minute - nowMinute) * scale < 18;

  useScrollToNow(scroller, columns, today, nowMinute, span.from, scale);
  useSwipe(scroller, props);

  return (
    <div className={classes.frame} ref={scroller} data-days={columns[1] && columns[0]?.day !== columns[1].day ? true : undefined} style={{ '--columns': columns.length, '--lanes': Math.max(1, ...placed.map(({ lanes }) => lanes)), '--on-paper': onPaper((span.until - span.from) * scale) } as CSSProperties}>
      <p id="grid-help" className={classes.unseen}>{t('grid.help')}</p>
      <p className={classes.unseen} role="status" aria-live="assertive">{said}</p>
      <Heads columns={columns} placed={placed} today={today} />
      <div className={classes.hours} style={{ height: (span.until - span.from) * scale }} aria-hidden>
        {Array.from({ length: (span.until - span.from) / 60 }, (_, hour) => (
          <span key={hour} data-near={nearNow(span.from + hour * 60) || undefined} style={{ top: hour * 60 * scale }}>{hour > 0 && clock(span.from + hour * 60)}</span>
        ))}
        {hasNow && (
          <b className={classes.nowTime} style={{ top: (nowMinute - span.from) * scale }}>{clock(nowMinute)}</b>
        )}
      </div>
      <div
        className={classes.canvas}
        ref={canvas}
        role="group"
        aria-label={label}
        aria-describedby="grid-help"
        style={{ height: (span.until - span.from) * scale }}
        onKeyDown={onKeyDown}
        onPointerMove={(event) => event.pointerType === 'mouse' && hoverAt(event)}
        onPointerLeave={() => setHover(undefined)}
        onClick={(event) => {
          const at = onCanvas(event) && !drag.wasDrag() ? timeUnder(event) : undefined;
          if (at) newAt(at);
        }}
      >
        <Backdrop columns={columns} span={span} scale={scale} today={today} now={nowMinute} />
        {hover && (
          <div className={classes.hover} aria-hidden style={boxOf({ column: hover.column, from: hover.minute, until: hover.minute + step, lane: 0, lanes: 1 })}>
            {clock(hover.minute)}
          </div>
        )}
        {placed.map((one) => card(one, landing?.visit.id === one.visit.id ? 'origin' : undefined))}
        {!spot.visit && (
          <button
            type="button"
            className={classes.cell}
            data-free
            style={boxOf(free)}
            aria-label={t('grid.newAt', { where: where(columns[spot.column], spot.minute) })}
            onClick={() => newAt(spot)}
          >
            {clock(spot.minute)}
          </button>
        )}
        {landing && card(landing, conflict ? 'conflict' : 'landing')}
        {conflict && landing && (
          <span className={classes.conflict} style={{ top: (landing.until - span.from) * scale + 2, left: boxOf(landing).left }}>
            {t('grid.taken', { name: conflict.visit.patient_name })}
          </span>
        )}
      </div>
    </div>
  );
}

/** The same spot after the visits have changed: a visit that is gone leaves its time. */
function resolved(spot: Spot, placed: Placed[], columns: number): Spot {
  const found = placed.find(({ visit }) => visit.id === spot.visit);
  if (found) return { column: found.column, minute: found.from, visit: found.visit.id };
  return spotAt(placed, Math.min(spot.column, columns - 1), spot.minute);
}

function landed({ placed: one, column, from, until }: Landing): Placed {
  const stays = column === one.column && from === one.from;
  return { ...one, column, from, until, ...(!stays && { lane: 0, lanes: 1 }) };
}
