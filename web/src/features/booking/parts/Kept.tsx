import { Text } from '@mantine/core';
import { useT } from '../i18n';

const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

/** For how long the chosen time is still kept. */
export function Kept({ left }: { left: number | undefined }) {
  const t = useT();
  if (left === undefined) return null;
  if (left === 0) return <Text size="sm" mb="md" role="status">{t('kept.over')}</Text>;
  return <Text size="sm" mb="md" c="dimmed" role="timer">{t('kept', { left: clock(left) })}</Text>;
}
