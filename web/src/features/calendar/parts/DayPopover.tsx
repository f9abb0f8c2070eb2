import { Popover } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Day } from '@/shared/time';
import { DayPicker } from '@/shared/ui/dates';

interface Props {
  day: Day;
  opened: boolean;
  onChange: (opened: boolean) => void;
  onDay: (day: Day) => void;
  /** The button. */
  children: ReactElement;
}

/** A month to pick the day from, below its button. */
export default function DayPopover({ day, opened, onChange, onDay, children }: Props) {
  return (
    <Popover opened={opened} onChange={onChange} position="bottom-start" trapFocus withinPortal={false} shadow="md" radius="md">
      <Popover.Target>{children}</Popover.Target>
      <Popover.Dropdown style={{ zIndex: 120 }}>
        <DayPicker
          key={day}
          defaultDate={day}
          value={day}
          onChange={(picked) => {
            onChange(false);
            if (picked) onDay(picked);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
