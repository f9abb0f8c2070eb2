import { useEffect, useRef, useState, type PointerEvent, type RefObject } from 'react';
import { dragged, pulled, type Placed } from './place';

/** Where a dragged visit would land, or how far one would reach that is pulled by its lower edge. */
export interface Landing {
  placed: Placed;
  column: number;
  from: number;
  until: number;
}

interface Options {
  canvas: RefObject<HTMLElement | null>;
  scroller: RefObject<HTMLElement | null>;
  columns: number;
  /** Height of a minute in pixels. */
  scale: number;
  onDrop: (landing: Landing) => void;
}

const startAfter = 5; // px, mouse and pen
const stayWithin = 10; // px, finger
const holdFor = 380; // ms, finger
const edge = 44; // px from the frame's edge, where it scrolls by itself

interface Press {
  placed: Placed;
  pointer: number;
  /** Where the pointer took the card, relative to the canvas. */
  x: number;
  y: number;
  clientX: number;
  clientY: number;
  hold?: ReturnType<typeof setTimeout>;
  going: boolean;
  /** By its lower edge: it stays and changes its length. */
  pulls: boolean;
}

/** Dragging of cards and of their lower edges: by mouse at once, by finger after a hold, so that a swipe still scrolls. */
export function useDrag({ canvas, scroller, columns, scale, onDrop }: Options) {
  const [landing, setLanding] = useState<Landing>();
  const press = useRef<Press | undefined>(undefined);
  const latest = useRef<Landing | undefined>(undefined);
  const frame = useRef(0);
  const swallowClick = useRef(false);

  const show = (next: Landing | undefined) => {
    const { current: last } = latest;
    if (last && next && last.column === next.column && last.from === next.from && last.until === next.until) return;
    latest.current = next;
    setLanding(next);
  };

  const landAt = (held: Press) => {
    const box = canvas.current?.getBoundingClientRect();
    if (!box) return;
    const { placed } = held;
    const by = (held.clientY - box.top - held.y) / scale;
    if (held.pulls) return show({ placed, column: placed.column, from: placed.from, until: pulled(placed, by) });
    const width = box.width / columns;
    const column = Math.max(0, Math.min(columns - 1, Math.floor((held.clientX - box.left) / width)));
    const length = placed.until - placed.from;
    const from = dragged(placed.from, by, length);
    show({ placed, column, from, until: from + length });
  };

  const scrollAtEdges = () => {
    const { current: held } = press;
    const box = scroller.current?.getBoundingClientRect();
    if (!held?.going || !scroller.current || !box) return;
    const pull = (at: number, low: number, high: number) => (at < low + edge ? -8 : at > high - edge ? 8 : 0);
    scroller.current.scrollBy(held.pulls ? 0 : pull(held.clientX, box.left, box.right), pull(held.clientY, box.top + edge, box.bottom));
    landAt(held);
    frame.current = requestAnimationFrame(scrollAtEdges);
  };

  const begin = (held: Press) => {
    held.going = true;
    swallowClick.current = true;
    landAt(held);
    frame.current = requestAnimationFrame(scrollAtEdges);
  };

  const end = (drop: boolean) => {
    const { current: held } = press;
    press.current = undefined;
    clearTimeout(held?.hold);
    cancelAnimationFrame(frame.current);
    const { current: last } = latest;
    show(undefined);
    if (drop && held?.going && last) onDrop(last);
    // The click that follows the release comes in this same turn of events.
    if (held?.going) setTimeout(() => (swallowClick.current = false), 0);
  };

  const handlers = (placed: Placed, movable: boolean) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      const box = canvas.current?.getBoundingClientRect();
      if (!movable || !box || event.button !== 0 || press.current) return;
      const { clientX, clientY, pointerId: pointer, currentTarget, target } = event;
      const pulls = target instanceof Element && target.closest('[data-grip]') !== null;
      const held: Press = { placed, pointer, x: clientX - box.left, y: clientY - box.top, clientX, clientY, going: false, pulls };
      press.current = held;
      // From the edge, the first move may lie outside of the card already. (A finger is held by what it touched.)
      if (pulls && event.pointerType !== 'touch') currentTarget.setPointerCapture(pointer);
      if (event.pointerType !== 'touch') return;
      held.hold = setTimeout(() => {
        if (currentTarget.isConnected) currentTarget.setPointerCapture(pointer);
        navigator.vibrate?.(12);
        begin(held);
      }, holdFor);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const { current: held } = press;
      if (held?.pointer !== event.pointerId) return;
      const way = Math.hypot(event.clientX - held.clientX, event.clientY - held.clientY);
      if (!held.going) {
        if (event.pointerType === 'touch') return way > stayWithin ? end(false) : undefined;
        if (way < startAfter) return undefined;
        event.currentTarget.setPointerCapture(event.pointerId);
        begin(held);
      }
      held.clientX = event.clientX;
      held.clientY = event.clientY;
      return landAt(held);
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      if (press.current?.pointer === event.pointerId) end(true);
    },
    onPointerCancel: () => end(false),
    onContextMenu: (event: { preventDefault: () => void }) => {
      // A long press on a phone must not open a menu over the card that it has just picked up.
      if (press.current) event.preventDefault();
    },
  });

  useEffect(() => {
    const { current: element } = canvas;
    const stayPut = (event: TouchEvent) => {
      if (press.current?.going) event.preventDefault();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && press.current?.going) end(false);
    };
    element?.addEventListener('touchmove', stayPut, { passive: false });
    document.addEventListener('keydown', onKey);
    return () => {
      element?.removeEventListener('touchmove', stayPut);
      document.removeEventListener('keydown', onKey);
      cancelAnimationFrame(frame.current);
    };
    // The handlers read refs alone.
  }, []);

  /** True for the click that only ended a drag. */
  const wasDrag = () => swallowClick.current;
  return { landing, handlers, wasDrag };
}
