import { useState } from 'react';
import { bookSeries, cancelSeries, outlookOf, previewSeries, type Outlook, type SeriesBody } from '@/shared/series';
import { t } from '@/shared/series/i18n';
import { formatDate } from '@/shared/time';
import { withUndo } from '@/shared/ui';

/** Booking a series: first every date with its conflict, then all of them, or those that are free. */
export function useRepeat(zone: string) {
  const [asked, setAsked] = useState<{ key: string; outlook: Outlook }>();
  /** What is known of exactly this series. */
  const outlookFor = (body: SeriesBody | undefined) => (body && asked?.key === JSON.stringify(body) ? asked.outlook : undefined);

  /** Whether it is booked: the first time, only its dates are shown. */
  const repeat = async (body: SeriesBody, headers: Record<string, string>): Promise<boolean> => {
    const key = JSON.stringify(body);
    const known = outlookFor(body);
    if (!known || known.free === 0) {
      setAsked({ key, outlook: await previewSeries(body) });
      return false;
    }
    const choice = known.free === known.occurrences.length ? 'all' : 'free';
    try {
      const series = await bookSeries(body, choice, { 'Idempotency-Key': `${headers['Idempotency-Key']}-${choice}` });
      const [first] = series.visits;
      const words = { name: first?.patient_name ?? '', count: series.visits.length, day: first ? formatDate(first.starts_at, 'long', zone) : '' };
      withUndo(t('booked', words), () => cancelSeries(series.id, undefined, t('undone')));
      setAsked(undefined);
      return true;
    } catch (error) {
      const outlook = outlookOf(error);
      if (outlook) setAsked({ key, outlook });
      throw error;
    }
  };
  return { outlookFor, repeat };
}
