import { useEffect, useState, type RefObject } from 'react';
import type { Span } from './spans';

// A quarter of an hour must hold a line of text; a high screen gets a higher grid rather than an empty foot.
const lowest = 76;
const highest = 120;
const head = 58;

/** Height of a minute in pixels, so that the day fills the frame where it can. */
export function useScale(frame: RefObject<HTMLElement | null>, { from, until }: Span): number {
  const [height, setHeight] = useState(0);
  useEffect(() => {
    const { current: element } = frame;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);
  const hours = (until - from) / 60;
  return Math.max(lowest, Math.min(highest, (height - head) / hours)) / 60;
}
