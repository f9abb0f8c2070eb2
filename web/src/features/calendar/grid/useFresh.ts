import { useEffect, useState } from 'react';
import { onNews } from '@/shared/live';

const shownFor = 2500;
const none: ReadonlySet<string> = new Set();

/** The visits that a colleague has just changed: shown with a short glow, so that nobody misses it. */
export function useFresh(): ReadonlySet<string> {
  const [fresh, setFresh] = useState(none);
  useEffect(() => {
    const timers = new Set<ReturnType<typeof setTimeout>>();
    const stop = onNews((news) => {
      if (news.type !== 'changed' || news.topic !== 'appointments' || !news.id) return;
      const { id } = news;
      setFresh((now) => new Set([...now, id]));
      const timer = setTimeout(() => setFresh((now) => new Set([...now].filter((one) => one !== id))), shownFor);
      timers.add(timer);
    });
    return () => {
      stop();
      timers.forEach(clearTimeout);
    };
  }, []);
  return fresh;
}
