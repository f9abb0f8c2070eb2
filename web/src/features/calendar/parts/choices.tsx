import { useId } from 'react';
import classes from './Calendar.module.css';

interface Option<T extends string> {
  value: T;
  label: string;
}

interface Props<T extends string> {
  label: string;
  value: T;
  options: Option<T>[];
  onChange: (value: T) => void;
}

// The browser's own controls, dressed: this is a first page, and Mantine's would weigh as much as the grid.

export function Choice<T extends string>({ label, value, options, onChange }: Props<T>) {
  return (
    <select className={classes.select} aria-label={label} value={value} onChange={(event) => onChange(event.currentTarget.value as T)}>
      {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
    </select>
  );
}

export function Segments<T extends string>({ label, value, options, onChange }: Props<T>) {
  const name = useId();
  return (
    <div className={classes.segments} role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <label key={option.value} className={classes.segment}>
          <input type="radio" name={name} checked={option.value === value} onChange={() => onChange(option.value)} />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  );
}

export function Check({ label, checked, colour, onChange }: { label: string; checked: boolean; colour?: string; onChange: () => void }) {
  return (
    <label className={classes.check} style={{ accentColor: colour }}>
      <input type="checkbox" checked={checked} onChange={onChange} />
      {label}
    </label>
  );
}
