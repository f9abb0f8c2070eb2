import { useEffect, useState, type RefObject } from 'react';
import type { Span } from './spans';

// A quarter of an hour must hold a line of text; a high screen gets a higher grid rather than an empty foot.
const lowest = 76;
const highest = 120;
const head = 58;

// What an A4 sheet lying on its side has room for below the title.
const paper = 640;

/** How much smaller a grid so high is printed, so that the day comes on one sheet. */
export const onPaper = (height: number) => Math.min(1, paper / (height + head)).toFixed(3);

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
