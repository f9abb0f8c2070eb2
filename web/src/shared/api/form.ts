import { useForm, type UseFormInput } from '@mantine/form';
import { useRef, useState } from 'react';
import { fieldPath, toProblem, type Problem } from './problem';

interface ApiForm<Values> extends UseFormInput<Values> {
  /** Does the call; throws the problem (as mutateAsync does). `headers` carry the Idempotency-Key of this input. */
  submit: (values: Values, headers: Record<string, string>) => Promise<unknown>;
}

function has(values: unknown, path: string): boolean {
  let at: unknown = values;
  for (const part of path.split('.')) {
    if (typeof at !== 'object' || at === null || !(part in at)) return false;
    at = (at as Record<string, unknown>)[part];
  }
  return true;
}

/** Puts each of the server's field errors on its field; what has no field stays in the problem. */
export function fieldErrors(problem: Problem, values: unknown) {
  const fields: Record<string, string> = {};
  const rest: string[] = [];
  for (const error of problem.errors ?? []) {
    const path = fieldPath(error.pointer);
    if (has(values, path)) fields[path] ??= error.detail;
    else rest.push(error.detail);
  }
  return { fields, rest };
}

/**
 * A Mantine form over one API call. Refusals land on their fields, what was typed always stays, and sending the same
 * input twice (double click, lost answer) has one effect.
 */
export function useApiForm<Values extends Record<string, unknown>>({ submit, ...input }: ApiForm<Values>) {
  const form = useForm<Values>(input);
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const sent = useRef({ body: '', key: '' });

  const keyFor = (values: Values) => {
    const body = JSON.stringify(values);
    if (sent.current.body !== body) sent.current = { body, key: crypto.randomUUID() };
    return sent.current.key;
  };

  const refused = (error: unknown, values: Values) => {
    const refusal = toProblem(error);
    const { fields, rest } = fieldErrors(refusal, values);
    form.setErrors(fields);
    const first = Object.keys(fields)[0];
    if (first) queueMicrotask(() => form.getInputNode(first)?.focus());
    const onFieldsOnly = Boolean(first) && rest.length === 0;
    setProblem(onFieldsOnly ? undefined : { ...refusal, detail: rest.length > 0 ? rest.join(' ') : refusal.detail });
  };

  const onSubmit = form.onSubmit(async (values) => {
    if (busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await submit(values, { 'Idempotency-Key': keyFor(values) });
      sent.current = { body: '', key: '' };
    } catch (error) {
      refused(error, values);
    } finally {
      setBusy(false);
    }
  });

  return { form, problem, busy, onSubmit, clearProblem: () => setProblem(undefined) };
}
