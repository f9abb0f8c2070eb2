import { useRef, useState } from 'react';
import { invalidate } from '@/shared/api/queries';
import { toastProblem } from './toast';

/**
 * A deed outside of a form, one at a time: pressed twice, it is done once. A refusal is told by a toast, or by `refused`.
 * Afterwards the topic is read again, done or not. Where the deed may ask for a proof of identity, the button does not show
 * `busy`: disabled, it could not take the focus back from that dialog.
 */
export function useDeed(topic?: string) {
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  const run = async (deed: () => Promise<unknown>, refused: (error: unknown) => void = toastProblem): Promise<void> => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    try {
      await deed();
    } catch (error) {
      refused(error);
    }
    running.current = false;
    setBusy(false);
    if (topic) void invalidate(topic);
  };
  return { busy, run };
}
