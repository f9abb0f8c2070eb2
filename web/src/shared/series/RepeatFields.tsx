import { Group, NativeSelect, NumberInput, Text } from '@mantine/core';
import { useId } from 'react';
import { useLanguage } from '@/shared/i18n';
import { addDays, type Day } from '@/shared/time';
import { DayInput } from '@/shared/ui/dates';
import { useT } from './i18n';
import { monthChoices, monthOf, mostTimes, ruleOf, saidMonthDay, saidRule, weekdayNames, weekdaysOf, type Repeat, type Unit } from './rule';
import classes from './series.module.css';

interface Props {
  value: Repeat;
  first: Day;
  onChange: (repeat: Repeat) => void;
}

function Weekdays({ value, onChange }: { value: number[]; onChange: (days: number[]) => void }) {
  const t = useT();
  const label = useId();
  const toggle = (day: number) => onChange(value.includes(day) ? value.filter((one) => one !== day) : [...value, day]);
  return (
    <div role="group" aria-labelledby={label}>
      <Text id={label} size="sm" fw={500} mb={2}>{t('weekdays')}</Text>
      <div className={classes.weekdays}>
        {weekdayNames().map(({ day, name }) => (
          <button key={day} type="button" className={classes.weekday} aria-pressed={value.includes(day)} aria-label={name} title={name} onClick={() => toggle(day)}>
            {name.slice(0, 2)}
          </button>
        ))}
      </div>
    </div>
  );
}

/** How often, on which days, until when: in words, without a rule's own language. */
export function RepeatFields({ value, first, onChange }: Props) {
  const t = useT();
  const language = useLanguage();
  const set = (change: Partial<Repeat>) => onChange({ ...value, ...change });
  const whole = (typed: number | string) => (typeof typed === 'number' ? typed : '');
  return (
    <div className={classes.repeat}>
      <Group grow align="flex-start" gap="sm">
        <NumberInput label={t('everyNumber')} min={1} max={99} allowDecimal={false} clampBehavior="strict" value={value.interval} onChange={(typed) => set({ interval: whole(typed) })} />
        <NativeSelect
          label={t('unit')}
          value={value.unit}
          onChange={(event) => set({ unit: event.currentTarget.value as Unit })}
          data={(['day', 'week', 'month'] as const).map((unit) => ({ value: unit, label: t(`unit.${unit}`, { count: value.interval || 1 }) }))}
        />
      </Group>
      {value.unit === 'week' && <Weekdays value={weekdaysOf(value, first)} onChange={(weekdays) => set({ weekdays })} />}
      {value.unit === 'month' && (
        <NativeSelect
          label={t('monthDay')}
          value={monthOf(value, first)}
          onChange={(event) => set({ month: event.currentTarget.value })}
          data={monthChoices(first).map((part) => ({ value: part, label: saidMonthDay(part) }))}
        />
      )}
      <Group grow align="flex-start" gap="sm">
        <NativeSelect
          label={t('ends')}
          value={value.ends}
          onChange={(event) => set({ ends: event.currentTarget.value as Repeat['ends'], until: value.until ?? addDays(first, 70) })}
          data={(['count', 'until'] as const).map((ends) => ({ value: ends, label: t(`ends.${ends}`) }))}
        />
        {value.ends === 'count' ? (
          <NumberInput label={t('count')} min={1} max={mostTimes} allowDecimal={false} clampBehavior="strict" value={value.count} onChange={(typed) => set({ count: whole(typed) })} />
        ) : (
          <DayInput label={t('until')} clearable={false} value={value.until} onChange={(until) => set({ until })} />
        )}
      </Group>
      <Text size="sm" aria-live="polite">{saidRule(ruleOf(value, first), language)}.</Text>
    </div>
  );
}
