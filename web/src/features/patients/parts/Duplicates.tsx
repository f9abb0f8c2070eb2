import { Link } from '@tanstack/react-router';
import { useEffect, useRef, type ReactNode } from 'react';
import type { Schema } from '@/shared/api';
import { useFormats } from '@/shared/time';
import { patientName } from '@/shared/ui';
import classes from './patients.module.css';

interface Props {
  title: string;
  lines: Schema['PatientLine'][];
  /** Interrupts, because the server has refused. */
  alert?: boolean;
  children?: ReactNode;
}

/** Records that may be of the same person, each to be opened. */
export function Duplicates({ title, lines, alert = false, children }: Props) {
  const { date } = useFormats();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (alert) box.current?.scrollIntoView({ block: 'nearest' });
  }, [alert, lines]);
  return (
    <div className={classes.duplicates} ref={box} role={alert ? 'alert' : 'status'}>
      <p>{title}</p>
      <ul>
        {lines.map((line) => (
          <li key={line.id}>
            <Link to="/patients/$id" params={{ id: line.id }}>{patientName(line)}</Link>
            <span>{[line.birth_date && date(line.birth_date, 'short'), line.phone].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
      {children}
    </div>
  );
}
