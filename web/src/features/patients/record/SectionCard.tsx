import { ActionIcon, Button, Card, Group, Title } from '@mantine/core';
import { IconPencil, IconPlus, IconStrikethrough } from '@tabler/icons-react';
import { useState } from 'react';
import { invalidate } from '@/shared/api';
import { useT as useShared } from '@/shared/i18n/shared';
import { useFormats } from '@/shared/time';
import { toastProblem, withUndo } from '@/shared/ui';
import { useT } from '../i18n';
import { saveEntry, strikeOut } from './api';
import { EntryForm } from './EntryForm';
import classes from './record.module.css';
import { StruckOut } from './StruckOut';
import { fieldsOf, sentOf, valuesOf, type Choice, type Entry, type SectionName } from './sections';

interface Props {
  section: SectionName;
  patientId: string;
  entries: Entry[];
  mayWrite: boolean;
  /** Instead of the list of entries. */
  children?: React.ReactNode;
}

/** A section of the record: its entries, each to be corrected in place, and a line for the next one. */
export function SectionCard({ section, patientId, entries, mayWrite, children }: Props) {
  const t = useT();
  const shared = useShared();
  const [open, setOpen] = useState<string>();
  const title = t(`record.${section}`);
  return (
    <Card component="section" className={classes.card} aria-label={title}>
      <Group justify="space-between" mb="xs" wrap="nowrap">
        <Title order={2} size="h3">{title}</Title>
        {mayWrite && open !== 'new' && (
          <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} />} aria-label={shared('action.of', { act: shared('action.add'), of: title })} onClick={() => setOpen('new')}>
            {shared('action.add')}
          </Button>
        )}
      </Group>
      {open === 'new' && <EntryForm section={section} patientId={patientId} onDone={() => undefined} onClose={() => setOpen(undefined)} />}
      {entries.length === 0 && <p className={classes.soft}>{t(`record.${section}.none`)}</p>}
      {children ?? (
        <ul className={classes.entries}>
          {entries.map((entry) => (
            <li key={entry.id}>
              {open === entry.id ? (
                <EntryForm section={section} patientId={patientId} entry={entry} onDone={() => setOpen(undefined)} onClose={() => setOpen(undefined)} />
              ) : (
                <EntryLine section={section} patientId={patientId} entry={entry} onEdit={mayWrite ? () => setOpen(entry.id) : undefined} />
              )}
            </li>
          ))}
        </ul>
      )}
      {mayWrite && <StruckOut section={section} patientId={patientId} />}
    </Card>
  );
}

/** What an entry says besides its headline, in words. */
function useDetails(section: SectionName, entry: Entry): string[] {
  const t = useT();
  const { date } = useFormats();
  return fieldsOf(section).slice(1).flatMap(({ name, kind }) => {
    const value = entry[name];
    if (value === undefined || value === null || value === 'active') return [];
    if (kind === 'choice') return [t(`record.choice.${value as Choice}`)];
    if (kind === 'day') return [`${t(`record.field.${name}`)} ${date(String(value), 'short')}`];
    return [String(value)];
  });
}

export function useStrikeOut(section: SectionName, patientId: string) {
  const t = useT();
  return (entry: Entry) =>
    void strikeOut(section, patientId, entry)
      .then(() => {
        withUndo(t('record.struckOut'), async () => {
          await saveEntry(section, patientId, entry.id, sentOf(section, valuesOf(section, entry), entry), {});
          await invalidate('patients');
        });
        return invalidate('patients');
      })
      .catch(toastProblem);
}

function EntryLine({ section, patientId, entry, onEdit }: { section: SectionName; patientId: string; entry: Entry; onEdit?: () => void }) {
  const t = useT();
  const shared = useShared();
  const { date } = useFormats();
  const details = useDetails(section, entry);
  const headline = String(entry[fieldsOf(section)[0]?.name ?? 'id']);
  const strike = useStrikeOut(section, patientId);
  return (
    <div className={classes.entry} data-over={entry.status === 'resolved' || undefined} data-severe={entry.severity === 'severe' || entry.severity === 'life_threatening' || undefined}>
      <div>
        <strong>{headline}</strong>
        {details.length > 0 && <span className={classes.details}>{details.join(' · ')}</span>}
        <span className={classes.author}>{t('record.by', { author: entry.author, date: date(entry.recorded_at, 'short') })}</span>
      </div>
      {onEdit && (
        <Group gap={4} wrap="nowrap">
          <ActionIcon variant="subtle" aria-label={shared('action.of', { act: shared('action.edit'), of: headline })} onClick={onEdit}><IconPencil size={16} /></ActionIcon>
          <ActionIcon variant="subtle" color="gray" aria-label={shared('action.of', { act: t('record.strikeOut'), of: headline })} title={t('record.strikeOut')} onClick={() => strike(entry)}><IconStrikethrough size={16} /></ActionIcon>
        </Group>
      )}
    </div>
  );
}
