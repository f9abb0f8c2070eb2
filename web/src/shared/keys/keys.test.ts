import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addShortcut, setSingleKeys, startKeys } from './registry';

let stop: () => void;
const removers: (() => void)[] = [];
const add = (keys: string) => {
  const run = vi.fn();
  removers.push(addShortcut({ keys, run, label: () => keys, scope: 'here' }));
  return run;
};
const press = (key: string, init: KeyboardEventInit = {}, target: EventTarget = document.body) =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init }));

beforeEach(() => {
  stop = startKeys();
});

afterEach(() => {
  stop();
  removers.splice(0).forEach((remove) => remove());
  setSingleKeys(true);
  document.body.replaceChildren();
});

describe('a shortcut', () => {
  it('runs on its key, on a sequence and on a combination', () => {
    const [n, goPatients, palette, up] = [add('n'), add('g p'), add('mod+k'), add('alt+ArrowUp')];
    press('n');
    press('g');
    press('p');
    press('k', { ctrlKey: true });
    press('ArrowUp', { altKey: true });
    expect([n, goPatients, palette, up].map((run) => run.mock.calls.length)).toEqual([1, 1, 1, 1]);
  });

  it('leaves letters alone while someone types, but not combinations', () => {
    const [n, palette] = [add('n'), add('mod+k')];
    const input = document.body.appendChild(document.createElement('input'));
    press('n', {}, input);
    press('k', { ctrlKey: true }, input);
    expect([n.mock.calls.length, palette.mock.calls.length]).toEqual([0, 1]);
  });

  it('does not act behind a dialog', () => {
    const n = add('n');
    const dialog = document.body.appendChild(document.createElement('div'));
    dialog.setAttribute('role', 'dialog');
    dialog.setAttribute('aria-modal', 'true');
    press('n');
    expect(n).not.toHaveBeenCalled();
  });

  it('of a single key can be switched off, and stays off', () => {
    const n = add('n');
    setSingleKeys(false);
    press('n');
    expect(n).not.toHaveBeenCalled();
    expect(localStorage.getItem('monoclinic.single-keys')).toBe('off');
  });

  it('belongs to the newest screen that wants it', () => {
    const [first, second] = [add('t'), add('t')];
    press('t');
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([0, 1]);
  });
});
