import { useFormats } from '@/shared/time';
import { useT } from '../i18n';

/** `TVA 20 %`: rates come in hundredths of a percent. */
export function useRate() {
  const t = useT();
  const { number } = useFormats();
  return (rate: number) => t('vatOf', { rate: number(rate / 100) });
}
