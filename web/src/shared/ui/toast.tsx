import { Button, CloseButton } from '@mantine/core';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { problemText } from '@/shared/api/problem';
import { t } from '@/shared/i18n/shared';
import { addShortcut } from '@/shared/keys/registry';
import classes from './toast.module.css';

export interface Toast {
  text: string;
  tone?: 'plain' | 'error';
  action?: { label: string; run: () => void };
  /** Until it is closed, rather than for a few seconds. */
  stays?: boolean;
}

type Shown = Toast & { id: number };

const most = 3;
let next = 1;
let shown: Shown[] = [];
const listeners = new Set<() => void>();

function show(list: Shown[]) {
  shown = list;
  listeners.forEach((listener) => listener());
}

const close = (id: number) => show(shown.filter((toast) => toast.id !== id));

/** Says something at the foot of the screen, without taking the focus. */
export function toast(message: Toast): () => void {
  const id = next++;
  show([...shown, { ...message, id }].slice(-most));
  return () => close(id);
}

/** Takes all away: what one person was told is not for the next. */
export const clearToasts = () => show([]);

/** A write that failed outside of a form. */
export const toastProblem = (error: unknown) => toast({ text: problemText(error), tone: 'error' });

/** « Rendez-vous annulé. [Annuler] »: the deed is done at once, and `undo` (also by the key Z) takes it back. */
export function withUndo(text: string, undo: () => Promise<unknown>): void {
  const run = async () => {
    dismiss();
    try {
      await undo();
      toast({ text: t('action.undone') });
    } catch (error) {
      toastProblem(error);
    }
  };
  const dismiss = toast({ text, action: { label: t('action.undo'), run: () => void run() } });
}

/** Undoes the newest deed that can still be undone. */
function undoNewest() {
  [...shown].reverse().find(({ action }) => action)?.action?.run();
}

/** Long enough to read and reach; the clock stands still while the pointer or the focus is on it. */
const lifetime = ({ action, tone }: Toast) => (action || tone === 'error' ? 10_000 : 5_000);

function One({ toast }: { toast: Shown }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held || toast.stays) return;
    const timer = setTimeout(() => close(toast.id), lifetime(toast));
    return () => clearTimeout(timer);
  }, [held, toast]);
  return (
    <div
      className={classes.toast}
      data-tone={toast.tone}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className={classes.text}>{toast.text}</span>
      {toast.action && (
        <Button size="compact-sm" variant="default" onClick={toast.action.run}>
          {toast.action.label}
        </Button>
      )}
      <CloseButton size="sm" aria-label={t('action.close')} onClick={() => close(toast.id)} />
    </div>
  );
}

/** Where toasts appear: a live region that is there before they are, so that they are read out. */
export function ToastHost() {
  const list = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown,
  );
  const canUndo = list.some(({ action, stays }) => action && !stays);
  useEffect(() => {
    if (!canUndo) return undefined;
    return addShortcut({ keys: 'z', label: () => t('action.undo'), run: undoNewest, scope: 'everywhere' });
  }, [canUndo]);
  return (
    <div className={classes.host} role="status" aria-live="polite">
      {list.map((toast) => <One key={toast.id} toast={toast} />)}
    </div>
  );
}
