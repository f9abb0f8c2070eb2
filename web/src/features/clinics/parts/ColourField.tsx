import { Input } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useId } from 'react';
import { useT } from '../i18n';
import classes from './clinics.module.css';

/** Dark enough for white on them, and told apart by most eyes. */
const colours = {
  '#0E5A5E': 'pine',
  '#B85C00': 'orange',
  '#8A2BA8': 'purple',
  '#1D5FA8': 'blue',
  '#A8321F': 'red',
  '#3F7A1F': 'green',
  '#B0236B': 'pink',
  '#5B4BB5': 'indigo',
  '#6B5B00': 'olive',
  '#4A5558': 'grey',
} as const;

/** A colour for the calendar; one that is not on the list stays choosable. */
export function ColourField({ value, onChange, error }: { value: string; onChange: (colour: string) => void; error?: string }) {
  const t = useT();
  const name = useId();
  const known = Object.keys(colours) as (keyof typeof colours)[];
  const upper = value.toUpperCase();
  const list: string[] = known.some((colour) => colour === upper) || !value ? known : [upper, ...known];
  const label = (colour: string) => (colour in colours ? t(`colour.${colours[colour as keyof typeof colours]}`) : colour);
  return (
    <Input.Wrapper label={t('field.colour')} error={error} labelElement="div" labelProps={{ id: name }}>
      <div className={classes.swatches} role="radiogroup" aria-labelledby={name}>
        {list.map((colour) => (
          <label key={colour} className={classes.swatch} style={{ background: colour }} title={label(colour)}>
            <input type="radio" name={name} aria-label={label(colour)} checked={colour === upper} onChange={() => onChange(colour)} />
            {colour === upper && <IconCheck size={18} stroke={3} aria-hidden />}
          </label>
        ))}
      </div>
    </Input.Wrapper>
  );
}
