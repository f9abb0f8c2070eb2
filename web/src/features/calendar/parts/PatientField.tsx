import { Button, Input, Select, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconUserPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { problemText, type Schema } from '@/shared/api';
import { shownDay } from '@/shared/editing';
import { patientName } from '@/shared/ui';
import { findPatients } from '../api';
import { useT } from '../i18n';
import type { Chosen } from './booking';
import classes from './Calendar.module.css';

type Line = Schema['PatientLine'];

const about = ({ birth_date, phone }: { birth_date?: string; phone?: string }) => [shownDay(birth_date), phone].filter(Boolean).join(' · ');
const another = 'new';

interface SearchProps {
  error?: React.ReactNode;
  onChoose: (line: Line) => void;
  onNew: (query: string) => void;
}

/** Finds while typing; the last entry registers whom it does not find. */
function PatientSearch({ error, onChoose, onNew }: SearchProps) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const [query] = useDebouncedValue(typed.trim(), 150);
  const enough = query.length >= 2;
  const found = useQuery({
    queryKey: ['booking', '/api/patients', query],
    queryFn: ({ signal }) => findPatients(query, signal),
    enabled: enough,
    placeholderData: enough ? keepPreviousData : undefined,
  });
  const lines = enough ? (found.data ?? []) : [];
  const settled = enough && query === typed.trim() && !found.isFetching;
  const fresh = { value: another, label: query ? t('book.newPatientNamed', { query }) : t('book.newPatient') };
  const hint = !enough ? t('book.typeMore') : found.error ? problemText(found.error) : !settled ? t('book.searching') : lines.length === 0 ? t('book.nobody', { query }) : undefined;
  return (
    <>
    <Select
      data-autofocus
      searchable
      label={t('book.patient')}
      placeholder={t('book.find')}
      description={typed && hint}
      error={error}
      value={null}
      searchValue={typed}
      onSearchChange={setTyped}
      data={[...lines.map((line) => ({ value: line.id, label: patientName(line) })), ...(settled || typed === '' ? [fresh] : [])]}
      filter={({ options }) => options}
      rightSection={<span />}
      // Becoming true when the answer is on screen: only then there is a first one to select, so that Enter takes it.
      selectFirstOptionOnChange={settled}
      comboboxProps={{ withinPortal: false }}
      openOnFocus={false}
      onChange={(value) => {
        const line = lines.find(({ id }) => id === value);
        if (line) onChoose(line);
        else if (value === another) onNew(query);
      }}
      renderOption={({ option }) => {
        const line = lines.find(({ id }) => id === option.value);
        if (!line) return <Text size="sm" fw={600} c="var(--pine)">{option.label}</Text>;
        return (
          <span>
            <Text span size="sm" fw={550}>{patientName(line)}</Text>
            {line.used_name && line.used_name !== line.birth_name && <Text span size="sm" c="dimmed"> ({line.birth_name})</Text>}
            <Text size="xs" c="dimmed">{about(line)}</Text>
          </span>
        );
      }}
    />
    <Button size="compact-sm" variant="subtle" leftSection={<IconUserPlus size={14} />} w="fit-content" mt={-8} onClick={() => onNew(query)}>{t('book.newPatient')}</Button>
    </>
  );
}

interface Props extends SearchProps {
  chosen: Chosen | null;
  onClear: () => void;
}

/** Who comes: searched, then shown so that a mix-up is seen. */
export function PatientField({ chosen, onClear, ...search }: Props) {
  const t = useT();
  if (!chosen) return <PatientSearch {...search} />;
  return (
    <Input.Wrapper label={t('book.patient')} labelElement="div">
      <div className={classes.chosen}>
        <div>
          <Text fw={600}>{chosen.name}</Text>
          <Text size="xs" c="dimmed">{about(chosen)}</Text>
        </div>
        <Button size="compact-sm" variant="default" onClick={onClear}>{t('book.changePatient')}</Button>
      </div>
    </Input.Wrapper>
  );
}

/** People who may be the one being registered. */
export function Candidates({ lines, onChoose, onInsist }: { lines: Line[]; onChoose: (line: Line) => void; onInsist: () => void }) {
  const t = useT();
  return (
    <div className={classes.known} role="alert">
      <Text fw={650}>{t('book.known')}</Text>
      <Text size="sm">{t('book.knownText')}</Text>
      <ul className={classes.candidates}>
        {lines.map((line) => (
          <li key={line.id}>
            <button type="button" className={classes.candidate} onClick={() => onChoose(line)}>
              <b>{patientName(line)}</b>
              <Text span size="sm" c="dimmed" display="block">{about(line)}</Text>
            </button>
          </li>
        ))}
      </ul>
      <Button size="xs" variant="default" onClick={onInsist}>{t('book.notThem')}</Button>
    </div>
  );
}
