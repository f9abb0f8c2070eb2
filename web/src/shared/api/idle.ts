import { noteAct, onSession, refresh, sessionClock, sessionState } from './session';

const acts = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;
const longest = 2 ** 31 - 1; // of a timer

/** Whoever refuses or is away says so elsewhere; the next act or call asks again. */
const ask = () => void refresh().catch(() => undefined);

/** The person has done something: the server hears of it now and then, and the session goes on. */
function onAct() {
  noteAct();
  const { idle, renewedAt } = sessionClock();
  if (sessionState().phase === 'in' && Date.now() - renewedAt > idle / 6) ask();
}

let timer: ReturnType<typeof setTimeout> | undefined;

/** At the session's end the server is asked whether another tab has kept it alive; when not, the page is left. */
function watchTheEnd() {
  clearTimeout(timer);
  if (sessionState().phase !== 'in') return;
  timer = setTimeout(lookAtTheEnd, Math.min(longest, Math.max(0, sessionClock().endsAt - Date.now()) + 1000));
}

function lookAtTheEnd() {
  if (sessionState().phase !== 'in') return;
  if (Date.now() >= sessionClock().endsAt) ask();
  else watchTheEnd();
}

/** What the page does by itself keeps nobody logged in: a screen that is left alone closes. */
export function startIdle(): void {
  for (const act of acts) window.addEventListener(act, onAct, { passive: true, capture: true });
  // Timers stand still while a computer sleeps.
  document.addEventListener('visibilitychange', lookAtTheEnd);
  onSession(watchTheEnd);
  watchTheEnd();
}
