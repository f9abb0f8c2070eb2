import { useEffect, useRef, useSyncExternalStore } from 'react';
import { remember, remembered } from '@/shared/remember';

/** `n`, `?`, `g a` (one after the other), `mod+k` (Ctrl or ⌘), `alt+ArrowUp`. */
export interface Shortcut {
  keys: string;
  label: () => string;
  /** Where the help lists it: everywhere in the app, or on the screen that is open. */
  scope: 'everywhere' | 'here';
  run: (event: KeyboardEvent) => void;
}

const shortcuts = new Set<Shortcut>();
const listeners = new Set<() => void>();
let single = remembered('single-keys') !== 'off';
let list: Shortcut[] = [];

function changed() {
  list = [...shortcuts];
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What is on now, for the help. */
export const useShortcuts = () => useSyncExternalStore(subscribe, () => list);
export const useSingleKeys = () => useSyncExternalStore(subscribe, () => single);

/** Single letters can be switched off (WCAG 2.1.4); combinations with Ctrl or Alt always work. */
export function setSingleKeys(on: boolean): void {
  single = on;
  remember('single-keys', on ? undefined : 'off');
  listeners.forEach((listener) => listener());
}

export function addShortcut(shortcut: Shortcut): () => void {
  shortcuts.add(shortcut);
  changed();
  return () => {
    shortcuts.delete(shortcut);
    changed();
  };
}

/** A shortcut that lives as long as the component: `useKey('n', () => t('new'), open)`. */
export function useKey(keys: string, label: () => string, run: (event: KeyboardEvent) => void, scope: Shortcut['scope'] = 'here'): void {
  const latest = useRef({ label, run });
  useEffect(() => {
    latest.current = { label, run };
  });
  useEffect(
    () => addShortcut({ keys, scope, label: () => latest.current.label(), run: (event) => latest.current.run(event) }),
    [keys, scope],
  );
}

/** How an event is written: modifiers first, letters small. */
export function chord(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return `${event.ctrlKey || event.metaKey ? 'mod+' : ''}${event.altKey ? 'alt+' : ''}${key}`;
}

const sequencePause = 1200;
let pending = { chord: '', at: 0 };

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest('input, textarea, select, [role="combobox"]') !== null);
}

/** A dialog on screen owns the keyboard: single letters must not act behind it. */
function inDialog(): boolean {
  return document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
}

function find(keys: string): Shortcut | undefined {
  // The one that was added last wins: an open screen may take over a key.
  return [...shortcuts].reverse().find((shortcut) => shortcut.keys === keys);
}

function onKeyDown(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing || ['Control', 'Alt', 'Shift', 'Meta'].includes(event.key)) return;
  const pressed = chord(event);
  const plain = !pressed.startsWith('mod+') && !pressed.startsWith('alt+');
  if (plain && (!single || typing(event.target) || inDialog())) return;
  const sequence = Date.now() - pending.at < sequencePause ? `${pending.chord} ${pressed}` : '';
  const found = (sequence && find(sequence)) || find(pressed);
  pending = found ? { chord: '', at: 0 } : { chord: pressed, at: Date.now() };
  if (!found) return;
  event.preventDefault();
  found.run(event);
}

/** Called once, by the app. */
export function startKeys(): () => void {
  document.addEventListener('keydown', onKeyDown);
  return () => document.removeEventListener('keydown', onKeyDown);
}
