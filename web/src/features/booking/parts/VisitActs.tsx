import { Anchor, Button, Text } from '@mantine/core';
import type { Schema } from '@/shared/api';
import { useT } from '../i18n';
import { canChange, isAhead } from '../visits';
import { useVisitWords } from './Summary';

export interface VisitActsProps {
  visit: Schema['Appointment'];
  onMove: (visit: Schema['Appointment']) => void;
  onCancel: (visit: Schema['Appointment']) => void;
}

/** Move and cancel, and until when; past the cut-off, the number to call instead. */
export function VisitActs({ visit, onMove, onCancel }: VisitActsProps) {
  const t = useT();
  const { when, until, type, site, phone } = useVisitWords(visit);
  if (!isAhead(visit.status)) return null;
  if (!canChange(visit, type, Date.now())) {
    return (
      <Text size="sm" c="dimmed">
        {t('late', { site })} {phone && <Anchor href={`tel:${phone.replaceAll(' ', '')}`} inherit td="underline">{phone}</Anchor>}
      </Text>
    );
  }
  return (
    <>
      <Button variant="default" size="sm" aria-label={t('move.of', { when })} onClick={() => onMove(visit)}>{t('move')}</Button>
      <Button variant="subtle" color="red" size="sm" aria-label={t('cancel.of', { when })} onClick={() => onCancel(visit)}>{t('cancel')}</Button>
      {(type?.cancel_notice_minutes ?? 0) > 0 && <Text size="sm" c="dimmed" span>{t('until', { when: until })}</Text>}
    </>
  );
}
