/** Small settings of this browser (never personal data). Storage may be shut off: then nothing is kept. */
export function remember(key: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(`monoclinic.${key}`);
    else localStorage.setItem(`monoclinic.${key}`, value);
  } catch {
    // Private windows and full disks refuse storage; the app works without.
  }
}

export function remembered(key: string): string | undefined {
  try {
    return localStorage.getItem(`monoclinic.${key}`) ?? undefined;
  } catch {
    return undefined;
  }
}
