import { ActionIcon, Button, TextInput, Title, Tooltip } from '@mantine/core';
import { IconPlus, IconStar, IconStarFilled, IconX } from '@tabler/icons-react';
import { useRef, type KeyboardEvent } from 'react';
import { isCode, type TypedDiagnosis } from '../draft/values';
import { useT } from '../i18n';
import classes from './consultation.module.css';

interface Props {
  value: TypedDiagnosis[];
  onChange: (value: TypedDiagnosis[]) => void;
}

/** In words, with an ICD-10 code where one is wanted; one of them is the main one. Enter begins the next. */
export function Diagnoses({ value, onChange }: Props) {
  const t = useT();
  const list = useRef<HTMLUListElement>(null);
  const change = (index: number, part: Partial<TypedDiagnosis>) => onChange(value.map((one, at) => (at === index ? { ...one, ...part } : one)));
  const focusOn = (index: number) => requestAnimationFrame(() => list.current?.querySelectorAll<HTMLInputElement>('input[data-label]')[index]?.focus());
  const add = (at: number) => {
    onChange(value.toSpliced(at, 0, { label: '', code: '', main: value.length === 0 }));
    focusOn(at);
  };
  const remove = (index: number) => {
    const left = value.toSpliced(index, 1);
    onChange(value[index]?.main && left[0] ? left.with(0, { ...left[0], main: true }) : left);
    focusOn(Math.max(0, index - 1));
  };
  const onKey = (index: number) => (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      add(index + 1);
    }
    if (event.key === 'Backspace' && value[index]?.label === '' && value[index].code === '') {
      event.preventDefault();
      remove(index);
    }
  };
  return (
    <>
      <Title order={2} className={classes.heading}>{t('dx')}</Title>
      <ul className={classes.diagnoses} ref={list}>
        {value.map(({ label, code, main }, index) => (
          <li key={index} onKeyDown={onKey(index)}>
            <Tooltip label={t(main ? 'dx.main' : 'dx.makeMain')}>
              <ActionIcon variant="subtle" color="gray" aria-pressed={main} aria-label={t('dx.makeMain')} onClick={() => onChange(value.map((one, at) => ({ ...one, main: at === index })))}>
                {main ? <IconStarFilled size={16} /> : <IconStar size={16} />}
              </ActionIcon>
            </Tooltip>
            <TextInput data-label aria-label={t('dx.label')} placeholder={t('dx.label')} maxLength={200} value={label} onChange={(event) => change(index, { label: event.currentTarget.value })} />
            <TextInput
              className={classes.codeField}
              aria-label={t('dx.code')}
              placeholder={t('dx.code')}
              maxLength={8}
              value={code}
              error={isCode(code) ? undefined : t('dx.codeWrong')}
              onChange={(event) => change(index, { code: event.currentTarget.value.toUpperCase() })}
            />
            <ActionIcon variant="subtle" color="gray" aria-label={t('dx.remove', { label })} onClick={() => remove(index)}><IconX size={16} /></ActionIcon>
          </li>
        ))}
      </ul>
      <Button className={classes.addButton} size="xs" variant="default" leftSection={<IconPlus size={14} />} onClick={() => add(value.length)}>{t('dx.add')}</Button>
    </>
  );
}
