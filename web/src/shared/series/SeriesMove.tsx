import { Button, NativeSelect, Stack } from '@mantine/core';
import { useEffect, useState, type FormEvent } from 'react';
import { toProblem, type Problem, type Schema } from '@/shared/api';
import { FormProblem, toast } from '@/shared/ui';
import { TimeInput } from '@/shared/visit/TimeInput';
import { moveSeries, outlookOf, previewMove, type Outlook, type Series } from './api';
import { useT } from './i18n';
import { Occurrences } from './Occurrences';

interface Props {
  series: Series;
  /** Those that begin then or later; absent: all that are to come. */
  from: string | undefined;
  name: string;
  zone: string;
  time: string;
  practitioner: string;
  people: { value: string; label: string }[];
  onMoved: () => void;
}

type Visit = Schema['Appointment'];
const sameLength = (a: Visit[], b: Visit[]) => a.filter((one, index) => one.starts_at !== b[index]?.starts_at || one.practitioner_id !== b[index]?.practitioner_id).length;

/** Another time of day or practitioner for a part of a series: first every date with its conflict, then the deed. */
export function SeriesMove({ series, from, name, zone, time, practitioner, people, onMoved }: Props) {
  const t = useT();
  const [to, setTo] = useState({ time, practitioner_id: practitioner });
  const [outlook, setOutlook] = useState<Outlook>();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  useEffect(() => setOutlook(undefined), [to.time, to.practitioner_id, from]);

  const body = { ...(from && { from }), time: to.time, ...(to.practitioner_id !== practitioner && { practitioner_id: to.practitioner_id }) };
  const run = async () => {
    if (!outlook || outlook.free === 0) return setOutlook(await previewMove(series, body));
    const choice = outlook.free === outlook.occurrences.length ? 'all' : 'free';
    const moved = await moveSeries(series, body, choice);
    toast({ text: t('moved', { name, count: sameLength(moved.visits, series.visits) }) });
    onMoved();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy || !to.time) return;
    setBusy(true);
    setProblem(undefined);
    void run()
      .catch((error: unknown) => {
        setOutlook(outlookOf(error));
        setProblem(toProblem(error));
      })
      .finally(() => setBusy(false));
  };
  const label = () => {
    if (!outlook || outlook.free === 0) return t('check');
    return t(outlook.free === outlook.occurrences.length ? 'move.submit' : 'move.free', { count: outlook.free });
  };
  return (
    <form onSubmit={submit} aria-label={t('move.title')} noValidate>
      <Stack gap="sm">
        <FormProblem problem={problem} />
        <TimeInput label={t('move.time')} description={t('move.hint')} value={to.time} onChange={(typed) => setTo({ ...to, time: typed })} />
        <NativeSelect
          label={t('practitioner')}
          value={to.practitioner_id}
          onChange={(event) => setTo({ ...to, practitioner_id: event.currentTarget.value })}
          data={people}
        />
        {outlook && <Occurrences outlook={outlook} zone={zone} moving />}
        <Button type="submit" loading={busy} disabled={!to.time} w="fit-content">{label()}</Button>
      </Stack>
    </form>
  );
}
