import { ActionIcon, Button, Checkbox, Group, Popover, Stack, Text, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useT } from '../i18n';
import { weekdays } from '../week';
import { useWeekdayName } from './WeekEditor';

/** « Copier vers… »: the hours of one day on others. */
export function CopyDay({ weekday, onCopy }: { weekday: number; onCopy: (to: number[]) => void }) {
  const t = useT();
  const nameOf = useWeekdayName();
  const [opened, { toggle, close }] = useDisclosure();
  const others = weekdays.filter((day) => day !== weekday);
  const working = others.filter((day) => day <= 5);
  const [chosen, setChosen] = useState<string[]>([]);
  const copy = (to: number[]) => {
    onCopy(to);
    setChosen([]);
    close();
  };
  return (
    <Popover opened={opened} onChange={close} position="bottom-end" trapFocus shadow="md">
      <Popover.Target>
        <Tooltip label={t('copy')} disabled={opened}>
          <ActionIcon variant="default" size={34} aria-label={t('copy.of', { day: nameOf(weekday) })} aria-expanded={opened} onClick={toggle}>
            <IconCopy size={16} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('copy.of', { day: nameOf(weekday) })}>
        <Text size="sm" fw={650} mb="xs">{t('copy.to', { day: nameOf(weekday) })}</Text>
        <Checkbox.Group value={chosen} onChange={setChosen} aria-label={t('copy')}>
          <Stack gap={8}>{others.map((day) => <Checkbox key={day} value={String(day)} label={nameOf(day)} />)}</Stack>
        </Checkbox.Group>
        <Group mt="sm" gap="xs">
          <Button size="xs" disabled={chosen.length === 0} onClick={() => copy(chosen.map(Number))}>{t('copy.do')}</Button>
          <Button size="xs" variant="subtle" onClick={() => copy(working)}>{t('copy.workdays')}</Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}
