import { afterEach, describe, expect, it, vi } from 'vitest';
import { keepNext, takeNext } from './next';

afterEach(() => {
  vi.useRealTimers();
  localStorage.clear();
});

describe('where somebody wanted to go', () => {
  it('is kept for one entry', () => {
    keepNext('/book?type=a b&at=2026-11-20T09:00:00Z');
    expect(takeNext()).toBe('/book?type=a b&at=2026-11-20T09:00:00Z');
    expect(takeNext()).toBeUndefined();
  });

  it('is forgotten after an hour, and when somebody else comes by another way', () => {
    vi.useFakeTimers({ now: new Date('2026-11-20T09:00:00Z') });
    keepNext('/book');
    vi.setSystemTime(new Date('2026-11-20T10:00:00Z'));
    expect(takeNext()).toBeUndefined();
    keepNext('/book');
    keepNext(undefined);
    expect(takeNext()).toBeUndefined();
  });

  it('is never another site', () => {
    keepNext('//evil.example');
    expect(takeNext()).toBeUndefined();
    localStorage.setItem('monoclinic.next', 'not a time');
    expect(takeNext()).toBeUndefined();
  });
});
