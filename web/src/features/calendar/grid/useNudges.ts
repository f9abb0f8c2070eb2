import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { moveVisit, placed, type Place, type Visit } from '@/shared/visit';

const pause = 650;

/**
 * Moves and lengths by keyboard: each press shows at once, and one call is made when the presses pause. Gives the visits as they stand
 * with what is not sent yet.
 */
export function useNudges(visits: Visit[]) {
  const [places, setPlaces] = useState<Record<string, Place>>({});
  const wanted = useRef<Record<string, Place>>({});
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>());
  const sending = useRef(new Set<string>());
  const server = useRef(visits);
  useEffect(() => {
    server.current = visits;
  });

  const put = (id: string, place: Place | undefined) => {
    const { [id]: _gone, ...rest } = wanted.current;
    wanted.current = place ? { ...rest, [id]: place } : rest;
    setPlaces(wanted.current);
  };

  const send = useCallback(async (id: string) => {
    clearTimeout(timers.current.get(id));
    timers.current.delete(id);
    const place = wanted.current[id];
    const visit = server.current.find((one) => one.id === id);
    if (!place || !visit || sending.current.has(id)) return;
    sending.current.add(id);
    const moved = await moveVisit(visit, place);
    sending.current.delete(id);
    // Pressed again meanwhile: from a place that was refused nothing leads on; else the newest place is sent.
    if (wanted.current[id] === place || !moved) put(id, undefined);
    else timers.current.set(id, setTimeout(() => void send(id), 0));
  }, []);

  const nudge = (visit: Visit, place: Place) => {
    // A length that was not sent yet goes along with a move.
    put(visit.id, { ...wanted.current[visit.id], ...place });
    clearTimeout(timers.current.get(visit.id));
    timers.current.set(visit.id, setTimeout(() => void send(visit.id), pause));
  };

  /** Escape: what was not sent yet goes back. True when there was something. */
  const giveUp = (id: string) => {
    if (!timers.current.has(id)) return false;
    clearTimeout(timers.current.get(id));
    timers.current.delete(id);
    put(id, undefined);
    return true;
  };

  // Leaving the page sends what waits.
  useEffect(() => () => [...timers.current.keys()].forEach((id) => void send(id)), [send]);

  const standing = useMemo(() => visits.map((visit) => {
    const place = places[visit.id];
    return place ? placed(visit, place) : visit;
  }), [visits, places]);
  return { standing, nudge, giveUp };
}
