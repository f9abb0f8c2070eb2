import { useEffect, useRef, useState } from 'react';
import { toProblem } from '@/shared/api';
import { hold, release, type Hold } from '../api';
import type { Body } from '@/shared/api/body';
import { aboutTime } from '@/shared/visit/refusals';

/** A refusal after which the time is no longer to be had. */
export const isGone = (error: unknown) => {
  const problem = toProblem(error);
  return aboutTime(problem) || (problem.errors ?? []).some(({ code }) => code === 'not_bookable');
};

const seconds = (one: Hold) => Math.round((Date.parse(one.expires_at) - Date.parse(one.created_at)) / 1000);

/**
 * Keeps a time while a form is on screen, and lets it go with the form. Answers how many seconds are left: undefined while nothing is
 * kept (without a hold one can book all the same), 0 once it has expired. Counted on this device from the answer on: its clock may be wrong.
 */
export function useHold(wish: Body<'post', '/api/holds'>, onTaken: () => void) {
  const [left, setLeft] = useState<number>();
  const used = useRef(false);
  const taken = useRef(onTaken);
  taken.current = onTaken;
  const { starts_at, practitioner_id, site_id, visit_type_id, mode } = wish;

  useEffect(() => {
    let closed = false;
    let mine: Hold | undefined;
    let timer: ReturnType<typeof setInterval> | undefined;
    const letGo = (one: Hold) => {
      if (!used.current) void release(one).catch(() => undefined);
    };
    const count = (one: Hold) => {
      const until = Date.now() + seconds(one) * 1000;
      const tick = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)));
      tick();
      timer = setInterval(tick, 1000);
    };
    void hold({ starts_at, practitioner_id, site_id, visit_type_id, mode }).then(
      (one) => {
        if (closed) return letGo(one);
        mine = one;
        count(one);
      },
      (error: unknown) => {
        if (!closed && isGone(error)) taken.current();
      },
    );
    return () => {
      closed = true;
      clearInterval(timer);
      if (mine) letGo(mine);
    };
  }, [starts_at, practitioner_id, site_id, visit_type_id, mode]);

  /** The hold has become a visit: there is nothing to let go. */
  return { left, use: () => (used.current = true) };
}
