import { Button, Group, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useEffect } from 'react';
import { invalidate } from '@/shared/api';
import { optionalDay, required, StaleNotice, useRowForm } from '@/shared/editing';
import { useT as useShared } from '@/shared/i18n/shared';
import { FormProblem } from '@/shared/ui';
import { useT } from '../i18n';
import { addEntry, saveEntry } from './api';
import classes from './record.module.css';
import { fieldsOf, sentOf, valuesOf, type Entry, type SectionField, type SectionName, type Values } from './sections';

interface Props {
  section: SectionName;
  patientId: string;
  /** The entry to correct; a new one without it. */
  entry?: Entry;
  onDone: () => void;
  onClose: () => void;
}

const ruleOf = ({ kind, required: needed }: SectionField) => (value: string) => (needed ? required(value) : null) ?? (kind === 'day' ? optionalDay(value) : null);

/** One entry, in place: Enter keeps it, Escape leaves. A new one is followed by the next. */
export function EntryForm({ section, patientId, entry, onDone, onClose }: Props) {
  const t = useT();
  const shared = useShared();
  const fields = fieldsOf(section);
  const api = useRowForm<Entry, Values>({
    row: entry,
    values: (row) => valuesOf(section, row),
    validate: Object.fromEntries(fields.map((field) => [field.name, ruleOf(field)])),
    submit: (values, headers) => {
      const body = sentOf(section, values, entry);
      return entry ? saveEntry(section, patientId, entry.id, body, headers) : addEntry(section, patientId, body, headers);
    },
    onDone: () => {
      void invalidate('patients');
      onDone();
      focusFirst();
    },
  });
  const { form } = api;
  const first = fields[0]?.name ?? '';
  const focusFirst = () => form.getInputNode(first)?.focus();
  useEffect(focusFirst, []);
  return (
    <form className={classes.form} onSubmit={api.onSubmit} noValidate onKeyDown={(event) => event.key === 'Escape' && (event.stopPropagation(), onClose())}>
      <StaleNotice stale={api.stale} reload={async () => { await invalidate('patients'); await api.reload(); }} />
      <FormProblem problem={api.problem} />
      <div className={classes.fields}>
        {fields.map((field) => <FieldInput key={field.name} field={field} props={form.getInputProps(field.name)} inputKey={form.key(field.name)} />)}
      </div>
      <Group gap="xs" mt="xs">
        <Button type="submit" size="xs" loading={api.busy}>{entry ? shared('action.save') : shared('action.add')}</Button>
        <Button size="xs" variant="default" onClick={onClose}>{t('record.close')}</Button>
      </Group>
    </form>
  );
}

function FieldInput({ field, props, inputKey }: { field: SectionField; props: object; inputKey: string }) {
  const t = useT();
  const label = t(`record.field.${field.name}`);
  if (field.kind === 'choice') {
    const none = field.required ? [] : [{ value: '', label: '—' }];
    return <NativeSelect key={inputKey} label={label} size="xs" data={[...none, ...(field.choices ?? []).map((value) => ({ value, label: t(`record.choice.${value}`) }))]} {...props} />;
  }
  if (field.kind === 'text') return <Textarea key={inputKey} label={label} size="xs" autosize minRows={1} maxRows={6} {...props} />;
  const hints = { day: t('field.birthDateHint'), number: field.unit, line: undefined };
  return <TextInput key={inputKey} label={label} size="xs" required={field.required} autoComplete="off" placeholder={hints[field.kind]} inputMode={field.kind === 'line' ? 'text' : 'decimal'} {...props} />;
}
