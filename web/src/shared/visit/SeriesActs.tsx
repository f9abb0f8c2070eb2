import { Stack } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useDirectory } from '@/shared/directory';
import { cancelSeries, ScopeField, SeriesMove, useSeries, within, type Scope, type Series } from '@/shared/series';
import { useT as useSeriesT } from '@/shared/series/i18n';
import { siteZone } from '@/shared/site/current';
import { timeOf } from '@/shared/time';
import { fullName, toast, toastProblem } from '@/shared/ui';
import type { Said } from './acts';
import { CancelForm } from './CancelForm';
import type { Visit } from './list';
import { holdersOf } from './people';
import classes from './visit.module.css';

interface Props {
  visit: Visit;
  id: string;
  act: 'move' | 'cancel';
  onDone: () => void;
  /** The form for this visit by itself. */
  children: ReactNode;
}

function Many({ visit, act, series, from, onDone }: Omit<Props, 'id' | 'children'> & { series: Series; from: string | undefined }) {
  const t = useSeriesT();
  const directory = useDirectory();
  const zone = directory.site(visit.site_id)?.time_zone ?? siteZone();
  const count = within(series, from).length;
  const cancel = async ({ reason = '' }: Said) => {
    try {
      await cancelSeries(series.id, from, reason);
      toast({ text: t('cancelled', { name: visit.patient_name, count }) });
      onDone();
    } catch (error) {
      toastProblem(error);
    }
  };
  if (act === 'cancel') return <CancelForm label={t('cancel', { count })} onCancel={cancel} />;
  const people = holdersOf(directory.practitioners, directory.visitType(visit.visit_type_id), visit.site_id);
  return (
    <div className={classes.inset}>
      <SeriesMove
        series={series}
        from={from}
        name={visit.patient_name}
        zone={zone}
        time={timeOf(visit.starts_at, zone)}
        practitioner={visit.practitioner_id}
        people={people.map((one) => ({ value: one.id, label: fullName(one) }))}
        onMoved={onDone}
      />
    </div>
  );
}

/** A visit of a series is moved or cancelled by itself, with those that follow, or with all. */
export function SeriesActs({ visit, id, act, onDone, children }: Props) {
  const [scope, setScope] = useState<Scope>('this');
  const { data: series } = useSeries(id);
  return (
    <Stack gap="xs">
      <ScopeField value={scope} onChange={setScope} />
      {scope === 'this' || !series
        ? children
        : <Many visit={visit} act={act} series={series} from={scope === 'following' ? visit.starts_at : undefined} onDone={onDone} />}
    </Stack>
  );
}
