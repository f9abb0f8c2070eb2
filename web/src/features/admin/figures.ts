import { formatNumber } from '@/shared/time';

const units = ['o', 'Ko', 'Mo', 'Go', 'To'];
const englishUnits = ['B', 'KB', 'MB', 'GB', 'TB'];

/** 1234567 → `1,2 Mo` (`1.2 MB`). */
export function bytesText(bytes: number, language: 'fr' | 'en'): string {
  const power = Math.min(Math.max(0, Math.floor(Math.log10(Math.max(bytes, 1)) / 3)), units.length - 1);
  const value = bytes / 1000 ** power;
  const shown = power === 0 || value >= 100 ? Math.round(value) : Math.round(value * 10) / 10;
  return `${formatNumber(shown)}\u202f${(language === 'fr' ? units : englishUnits)[power]}`;
}

/** 93784 → `1 j 2 h`; two units are enough. */
export function uptimeText(seconds: number, language: 'fr' | 'en'): string {
  const [days, hours, minutes] = [Math.floor(seconds / 86_400), Math.floor((seconds % 86_400) / 3600), Math.floor((seconds % 3600) / 60)];
  if (days > 0) return `${days} ${language === 'fr' ? 'j' : 'd'} ${hours} h`;
  return hours > 0 ? `${hours} h ${minutes} min` : `${minutes} min`;
}
