import type { FormRulesRecord } from '@mantine/form';
import { useEffect, useRef, useState } from 'react';
import { ifMatch, toProblem, useApiForm } from '@/shared/api';
import { merged } from './merge';

interface Row {
  version: number;
}

interface RowForm<R extends Row, Values> {
  /** The row to edit; undefined makes a new one. */
  row: R | undefined;
  values: (row: R | undefined) => Values;
  validate?: FormRulesRecord<Values, Values>;
  /** Does the write; `headers` carry If-Match, or the Idempotency-Key of a new row. Throws the problem. */
  submit: (values: Values, headers: Record<string, string>) => Promise<unknown>;
  /** Reads the row again, after somebody else has changed it. */
  reread?: () => Promise<R>;
  onDone: () => void;
}

/**
 * A form over one row of the server. When somebody else has saved the row meanwhile (412), what was typed stays and
 * `reload` brings the other changes in beside it.
 */
export function useRowForm<R extends Row, Values extends Record<string, unknown>>(options: RowForm<R, Values>) {
  const { row, values, validate, submit, reread, onDone } = options;
  const base = useRef(row);
  const [stale, setStale] = useState<'no' | 'refused' | 'reloaded'>('no');

  const api = useApiForm<Values>({
    initialValues: values(row),
    validate,
    submit: async (typed, headers) => {
      try {
        // The key makes a repeated POST harmless; of a PUT the version does.
        await submit(typed, base.current ? ifMatch(base.current) : headers);
      } catch (error) {
        if (toProblem(error).status === 412) setStale('refused');
        throw error;
      }
      setStale('no');
      form.setInitialValues(base.current ? typed : values(undefined));
      form.reset();
      onDone();
    },
  });
  const { form } = api;

  const rebase = (fresh: R, before: Values) => {
    const kept = merged(before, form.getValues(), values(fresh));
    base.current = fresh;
    form.setInitialValues(values(fresh));
    form.setValues(kept);
  };

  useEffect(() => {
    // Read again in the background while nothing is typed: just follow.
    if (row && base.current && row.version !== base.current.version && !form.isDirty()) rebase(row, values(base.current));
    // Only when another version arrives.
  }, [row?.version]);

  const reload = async () => {
    if (!reread || !base.current) return;
    rebase(await reread(), values(base.current));
    api.clearProblem();
    setStale('reloaded');
  };

  const problem = stale === 'refused' && api.problem?.status === 412 ? undefined : api.problem;
  return { ...api, problem, stale, reload };
}
