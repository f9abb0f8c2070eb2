import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { typedTime } from '../week';
import classes from './week.module.css';

interface Props {
  label: string;
  value: string;
  onChange: (time: string) => void;
  error?: boolean;
}

/** A time of day, typed the way people write it: `9`, `9h30`, `930`. What is no time stays as typed, marked. */
export function TimeField({ label, value, onChange, error = false }: Props) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const settle = () => {
    const time = typedTime(typed) ?? typed;
    setTyped(time);
    if (time !== value) onChange(time);
  };
  return (
    <TextInput
      className={classes.time}
      aria-label={label}
      placeholder="9:00"
      value={typed}
      error={error}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === 'Enter') settle();
      }}
    />
  );
}
