import { Button, Input, Select, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconUserPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { problemText } from '@/shared/api';
import { patientName } from '@/shared/ui';
import { about, findPatients, type Chosen, type PatientLine } from './found';
import { useT } from './i18n';
import classes from './patient.module.css';

const another = 'new';

interface SearchProps {
  error?: React.ReactNode;
  onChoose: (line: PatientLine) => void;
  /** Registers whom it does not find; absent: nobody is registered here. */
  onNew?: (query: string) => void;
}

/** Finds while typing; the last entry registers whom it does not find. */
function PatientSearch({ error, onChoose, onNew }: SearchProps) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const [query] = useDebouncedValue(typed.trim(), 150);
  const enough = query.length >= 2;
  const found = useQuery({
    queryKey: ['found', '/api/patients', query],
    queryFn: ({ signal }) => findPatients(query, signal),
    enabled: enough,
    placeholderData: enough ? keepPreviousData : undefined,
  });
  const lines = enough ? (found.data ?? []) : [];
  const settled = enough && query === typed.trim() && !found.isFetching;
  const fresh = { value: another, label: query ? t('newNamed', { query }) : t('new') };
  const hint = !enough ? t('typeMore') : found.error ? problemText(found.error) : !settled ? t('searching') : lines.length === 0 ? t('nobody', { query }) : undefined;
  return (
    <>
    <Select
      data-autofocus
      searchable
      label={t('patient')}
      placeholder={t('find')}
      description={typed && hint}
      error={error}
      value={null}
      searchValue={typed}
      onSearchChange={setTyped}
      data={[...lines.map((line) => ({ value: line.id, label: patientName(line) })), ...(onNew && (settled || typed === '') ? [fresh] : [])]}
      filter={({ options }) => options}
      rightSection={<span />}
      // Becoming true when the answer is on screen: only then there is a first one to select, so that Enter takes it.
      selectFirstOptionOnChange={settled}
      comboboxProps={{ withinPortal: false }}
      openOnFocus={false}
      onChange={(value) => {
        const line = lines.find(({ id }) => id === value);
        if (line) onChoose(line);
        else if (value === another) onNew?.(query);
      }}
      renderOption={({ option }) => {
        const line = lines.find(({ id }) => id === option.value);
        if (!line) return <Text size="sm" fw={600} className={classes.fresh}>{option.label}</Text>;
        return (
          <span>
            <Text span size="sm" fw={550}>{patientName(line)}</Text>
            {line.used_name && line.used_name !== line.birth_name && <Text span size="sm" className={classes.more}> ({line.birth_name})</Text>}
            <Text size="xs" className={classes.more}>{about(line)}</Text>
          </span>
        );
      }}
    />
    {onNew && <Button size="compact-sm" variant="subtle" leftSection={<IconUserPlus size={14} />} w="fit-content" mt={-8} onClick={() => onNew(query)}>{t('new')}</Button>}
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
    <Input.Wrapper label={t('patient')} labelElement="div">
      <div className={classes.chosen}>
        <div>
          <Text fw={600}>{chosen.name}</Text>
          <Text size="xs" c="dimmed">{about(chosen)}</Text>
        </div>
        <Button size="compact-sm" variant="default" onClick={onClear}>{t('change')}</Button>
      </div>
    </Input.Wrapper>
  );
}
