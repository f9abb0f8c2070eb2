import { Anchor, Button, Text } from '@mantine/core';
import type { Schema } from '@/shared/api';
import { useT } from '../i18n';
import { canChange, cutOffHours, isAhead } from '../visits';
import { useVisitWords } from './Summary';

export interface VisitActsProps {
  visit: Schema['Appointment'];
  onMove: (visit: Schema['Appointment']) => void;
  onCancel: (visit: Schema['Appointment']) => void;
}

/** Move and cancel; past the cut-off, the number to call instead. */
export function VisitActs({ visit, onMove, onCancel }: VisitActsProps) {
  const t = useT();
  const { when, phone } = useVisitWords(visit);
  if (!isAhead(visit.status)) return null;
  if (!canChange(visit, Date.now())) {
    return (
      <Text size="sm" c="dimmed">
        {t('late', { count: cutOffHours })} {phone && <Anchor href={`tel:${phone.replaceAll(' ', '')}`} inherit td="underline">{phone}</Anchor>}
      </Text>
    );
  }
  return (
    <>
      <Button variant="default" size="sm" aria-label={t('move.of', { when })} onClick={() => onMove(visit)}>{t('move')}</Button>
      <Button variant="subtle" color="red" size="sm" aria-label={t('cancel.of', { when })} onClick={() => onCancel(visit)}>{t('cancel')}</Button>
    </>
  );
}
