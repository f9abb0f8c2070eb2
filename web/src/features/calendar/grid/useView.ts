import { useCallback, useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import type { Column } from './place';
import type { Spot } from './walk';

const gutter = 52; // px, as in the style sheet

interface Swipe {
  columns: Column[];
  /** The column that is to be in view. */
  shownColumn?: string;
  /** Told which column a swipe has brought into view; only where one fills the screen. */
  onColumn?: (key: string) => void;
}

/** The focus follows the keyboard's spot, and stays on a card that moves to another place of the page. */
export function useFocusKeeper(canvas: RefObject<HTMLElement | null>, spot: Spot) {
  const kept = useRef<string | undefined>(undefined);
  useLayoutEffect(() => {
    if (!kept.current) return;
    const target = canvas.current?.querySelector<HTMLElement>(spot.visit ? `[data-visit="${spot.visit}"]:not([aria-hidden])` : '[data-free]');
    if (target && document.activeElement !== target) target.focus({ preventScroll: false });
  });
  useEffect(() => {
    const forget = (event: FocusEvent) => {
      if (event.target instanceof Node && !canvas.current?.contains(event.target)) kept.current = undefined;
    };
    const release = () => {
      kept.current = undefined;
    };
    document.addEventListener('focusin', forget);
    document.addEventListener('pointerdown', release);
    return () => {
      document.removeEventListener('focusin', forget);
      document.removeEventListener('pointerdown', release);
    };
  }, [canvas]);
  return useCallback((id: string) => {
    kept.current = id;
  }, []);
}

/** Opens with the present in view, about a third down. */
export function useScrollToNow(scroller: RefObject<HTMLElement | null>, columns: Column[], today: string, now: number, from: number, scale: number) {
  const days = columns.map(({ day }) => day).join();
  const ready = scale > 0;
  useEffect(() => {
    const { current: element } = scroller;
    if (!element || !ready) return;
    const minute = columns.some(({ day }) => day === today) ? now : Math.min(...columns.flatMap(({ open }) => open.map((span) => span.from)), 8 * 60 + from);
    element.scrollTop = (minute - from) * scale - element.clientHeight / 3;
    const present = columns.findIndex(({ day }) => day === today);
    const isWeek = columns.some(({ day }) => day !== columns[0]?.day);
    if (isWeek && present >= 0) element.scrollLeft = (present * (element.scrollWidth - gutter)) / columns.length - element.clientWidth / 4;
    // Only when other days are shown: it must not pull the page from under the reader each minute.
  }, [days, ready]);
}

/** Phones show one column at a time: a swipe tells which, and a choice scrolls to it. */
export function useSwipe(scroller: RefObject<HTMLElement | null>, { columns, shownColumn, onColumn }: Swipe) {
  const keys = columns.map(({ key }) => key).join();
  useEffect(() => {
    const { current: element } = scroller;
    if (!element || !onColumn) return undefined;
    const onScroll = () => {
      const width = (element.scrollWidth - gutter) / columns.length;
      const key = columns[Math.round(element.scrollLeft / width)]?.key;
      if (key) onColumn(key);
    };
    element.addEventListener('scrollend', onScroll);
    return () => element.removeEventListener('scrollend', onScroll);
  }, [keys, onColumn]);
  useEffect(() => {
    const { current: element } = scroller;
    const index = columns.findIndex(({ key }) => key === shownColumn);
    if (!element || !onColumn || index < 0) return;
    const left = (index * (element.scrollWidth - gutter)) / columns.length;
    if (Math.abs(element.scrollLeft - left) > 4) element.scrollTo({ left, behavior: 'smooth' });
  }, [keys, shownColumn]);
}
