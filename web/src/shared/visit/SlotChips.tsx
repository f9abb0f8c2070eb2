import { Text } from '@mantine/core';
import { useDirectory } from '@/shared/directory';
import { dayOf, useFormats } from '@/shared/time';
import { ErrorState, fullName, RowsLoading } from '@/shared/ui';
import { useT } from './i18n';
import { pickSlots, useSlots, type Near, type Slot, type SlotWish } from './slots';
import classes from './visit.module.css';

interface Props {
  wish: SlotWish | undefined;
  /** What was refused: the nearest free times, with anyone, are shown instead of the first. */
  near?: Near;
  zone: string;
  count?: number;
  onPick: (slot: Slot) => void;
}

function Chip({ slot, zone, onPick }: { slot: Slot; zone: string; onPick: (slot: Slot) => void }) {
  const t = useT();
  const { date, time } = useFormats();
  const practitioner = useDirectory().practitioner(slot.practitioner_id);
  const name = practitioner ? fullName(practitioner) : '';
  const day = dayOf(slot.starts_at, zone);
  return (
    <button type="button" className={classes.chip} onClick={() => onPick(slot)}>
      <span>{date(day, 'column')} <b>{time(slot.starts_at, zone)}</b></span>{' '}
      <span className={classes.soft}>{[slot.places !== undefined && t('slots.places', { count: slot.places }), name].filter(Boolean).join(' · ')}</span>
    </button>
  );
}

/** Free times to pick with one click. */
export function SlotChips({ wish, near, zone, count = 6, onPick }: Props) {
  const t = useT();
  const slots = useSlots(wish && (near ? { ...wish, practitioner_id: undefined } : wish), near !== undefined);
  if (!wish) return null;
  const picked = pickSlots(slots.data?.items ?? [], count, near);
  return (
    <section aria-label={t(near ? 'slots.near' : 'slots.first')}>
      <Text size="sm" fw={600} mb={4}>{t(near ? 'slots.near' : 'slots.first')}</Text>
      {slots.isPending && <RowsLoading rows={1} height={44} />}
      {slots.error && <ErrorState error={slots.error} retry={() => void slots.refetch()} />}
      {slots.data && picked.length === 0 && <Text size="sm" c="dimmed">{t('slots.none')}</Text>}
      <div className={classes.chips}>
        {picked.map((slot) => <Chip key={`${slot.starts_at} ${slot.practitioner_id}`} slot={slot} zone={zone} onPick={onPick} />)}
      </div>
    </section>
  );
}
