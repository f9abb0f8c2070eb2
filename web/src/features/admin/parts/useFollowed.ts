import { useEffect, useState } from 'react';
import { newLogs, type LogLine, type LogQuery } from '../api';

const every = 2_000;
const most = 1_000;

/** The lines that were written since `newest`, newest first; asked for every other second while `on`. */
export function useFollowed(query: LogQuery, newest: string | undefined, on: boolean): LogLine[] {
  const key = JSON.stringify([query, newest]);
  const [followed, setFollowed] = useState<{ key: string; lines: LogLine[] }>({ key, lines: [] });
  useEffect(() => {
    if (!on || !newest) return undefined;
    let after = newest;
    let over = false;
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      try {
        const page = await newLogs(JSON.parse(key)[0] as LogQuery, after);
        if (over) return;
        after = page.newest ?? after;
        if (page.items.length > 0) {
          setFollowed((before) => ({ key, lines: [...page.items, ...(before.key === key ? before.lines : [])].slice(0, most) }));
        }
      } catch {
        // The next look may succeed; the page itself says when the server is gone.
      }
      if (!over) timer = setTimeout(() => void look(), every);
    };
    timer = setTimeout(() => void look(), every);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [key, newest, on]);
  return followed.key === key ? followed.lines : [];
}
