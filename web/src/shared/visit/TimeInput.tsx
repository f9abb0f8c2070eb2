import { TextInput, type TextInputProps } from '@mantine/core';
import { useEffect, useState, type KeyboardEvent } from 'react';
import { steppedTime, typedTime } from './time';

interface Props extends Omit<TextInputProps, 'value' | 'onChange'> {
  /** `09:30`, or empty. */
  value?: string;
  onChange?: (time: string) => void;
}

const step = 15;

/**
 * A time of day on the 24-hour clock, whatever the browser's language: typed in any usual spelling, moved by the arrow keys.
 * What is no time stays as typed and counts as empty.
 */
export function TimeInput({ value = '', onChange, onBlur, ...rest }: Props) {
  const [typed, setTyped] = useState(value);
  useEffect(() => {
    if (value !== (typedTime(typed) ?? '')) setTyped(value);
    // What is being typed is only replaced by a value that comes from elsewhere.
  }, [value]);
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? step : event.key === 'ArrowDown' ? -step : 0;
    const time = typedTime(typed);
    if (by === 0 || !time) return;
    event.preventDefault();
    const next = steppedTime(time, by);
    setTyped(next);
    onChange?.(next);
  };
  return (
    <TextInput
      placeholder="09:30"
      inputMode="numeric"
      autoComplete="off"
      {...rest}
      value={typed}
      onKeyDown={onKeyDown}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onChange?.(typedTime(event.currentTarget.value) ?? '');
      }}
      onBlur={(event) => {
        setTyped(typedTime(typed) ?? typed);
        onBlur?.(event);
      }}
    />
  );
}
