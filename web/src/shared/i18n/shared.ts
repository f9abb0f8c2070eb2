import type fr from './fr.json';
import { scope } from './texts';

/** The texts that the shell and the shared parts use. */
export const { t, useT, has } = scope<typeof fr>('shared');
