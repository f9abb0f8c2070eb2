import { useFormats, type Day } from '@/shared/time';
import { fullName } from '@/shared/ui';
import { useT } from '../i18n';
import type { Slot, Time } from '../slots';
import { useCatalogue } from '../source';
import classes from './booking.module.css';

interface Props {
  time: Time;
  day: Day;
  zoneOf: (site: string) => string;
  onPick: (slot: Slot) => void;
}

/** A free time. With whom is told to those who listen, and on hover; the next step shows it to all. */
export function TimeButton({ time, day, zoneOf, onPick }: Props) {
  const t = useT();
  const formats = useFormats();
  const catalogue = useCatalogue();
  const [slot] = time.slots;
  if (!slot) return null;
  const shown = formats.time(slot.starts_at, zoneOf(slot.site_id));
  const practitioner = catalogue.practitioner(slot.practitioner_id);
  const name = practitioner ? fullName(practitioner) : '';
  return (
    <button type="button" className={classes.time} title={name} aria-label={t('slots.pick', { day: formats.date(day), time: shown, name })} onClick={() => onPick(slot)}>
      {shown}
    </button>
  );
}
