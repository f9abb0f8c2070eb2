import { scope } from '@/shared/i18n';
import type fr from './fr.json';

export const { t, useT } = scope<typeof fr>('waiting');
