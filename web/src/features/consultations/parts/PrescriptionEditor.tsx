import { ActionIcon, Button, Checkbox, Textarea, TextInput, Title } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useRef, type KeyboardEvent } from 'react';
import type { useDraft } from '../draft/useDraft';
import { isBlank, isComplete, type TypedLine } from '../draft/values';
import { useT } from '../i18n';
import classes from './consultation.module.css';

const columns = [
  ['medicine', 200], ['dose', 100], ['frequency', 100], ['duration', 60], ['quantity', 60],
] as const;

/** Medicine by medicine: Tab goes on, Enter begins the next line, Backspace in an empty line takes it off. */
export function PrescriptionEditor({ draft: { lines, keeper } }: { draft: ReturnType<typeof useDraft> }) {
  const t = useT();
  const list = useRef<HTMLOListElement>(null);
  const focusOn = (key: string | undefined) =>
    requestAnimationFrame(() => list.current?.querySelector<HTMLInputElement>(`[data-line="${key}"] input`)?.focus());
  const add = (after?: string) => focusOn(keeper.addLine(after));
  const remove = (index: number) => {
    const line = lines[index];
    if (line) keeper.removeLine(line.key);
    focusOn(lines[index - 1]?.key);
  };
  return (
    <>
      <Title order={2} className={classes.heading}>{t('rx')}</Title>
      <ol className={classes.lines} ref={list}>
        {lines.map((line, index) => (
          <Line
            key={line.key}
            line={line}
            index={index}
            onChange={(part) => keeper.changeLine(line.key, part)}
            onNext={() => add(line.key)}
            onRemove={() => remove(index)}
          />
        ))}
      </ol>
      <Button className={classes.addButton} size="xs" variant="default" leftSection={<IconPlus size={14} />} onClick={() => add()}>{t('rx.add')}</Button>
    </>
  );
}

interface LineProps {
  line: TypedLine;
  index: number;
  onChange: (part: Partial<TypedLine>) => void;
  onNext: () => void;
  onRemove: () => void;
}

function Line({ line, index, onChange, onNext, onRemove }: LineProps) {
  const t = useT();
  const number = index + 1;
  const onKey = (event: KeyboardEvent) => {
    const inText = event.target instanceof HTMLTextAreaElement;
    if (event.key === 'Enter' && !inText && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      onNext();
    }
    if (event.key === 'Backspace' && isBlank(line)) {
      event.preventDefault();
      onRemove();
    }
  };
  return (
    <li className={classes.line} data-line={line.key} onKeyDown={onKey} aria-label={t('rx.line', { number })}>
      <span className={classes.number} aria-hidden>{number}</span>
      {columns.map(([name, longest]) => (
        <TextInput
          key={name}
          className={classes[name]}
          label={t(`rx.${name}`)}
          placeholder={t(`rx.${name}.example`)}
          maxLength={longest}
          value={line[name]}
          error={name === 'medicine' && !isBlank(line) && line.medicine.trim() === '' ? t('rx.medicineMissing') : undefined}
          onChange={(event) => onChange({ [name]: event.currentTarget.value })}
        />
      ))}
      <Textarea
        className={classes.instructions}
        label={t('rx.instructions')}
        placeholder={t('rx.instructions.example')}
        autosize
        minRows={1}
        maxLength={500}
        value={line.instructions}
        onChange={(event) => onChange({ instructions: event.currentTarget.value })}
      />
      <Checkbox className={classes.substitutable} label={t('rx.notSubstitutable')} checked={!line.substitutable} onChange={(event) => onChange({ substitutable: !event.currentTarget.checked })} />
      <ActionIcon className={classes.removeLine} variant="subtle" color="gray" aria-label={t('rx.remove', { number })} onClick={onRemove}><IconTrash size={16} /></ActionIcon>
      {line.medicine.trim() !== '' && !isComplete(line) && <p className={classes.lineHint}>{t('rx.incomplete')}</p>}
    </li>
  );
}
