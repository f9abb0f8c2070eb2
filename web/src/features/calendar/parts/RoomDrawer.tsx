import { Drawer, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useT as useShared } from '@/shared/i18n/shared';
import { useT } from '../i18n';
import classes from './Calendar.module.css';

export interface RoomDrawerProps {
  opened: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** The waiting room and the filter where the screen has no place for them beside the grid. */
export default function RoomDrawer({ opened, onClose, children }: RoomDrawerProps) {
  const t = useT();
  const shared = useShared();
  return (
    <Drawer opened={opened} onClose={onClose} size={340} title={<Text component="span" fw={700} size="lg">{t('room.sheet')}</Text>} closeButtonProps={{ 'aria-label': shared('action.close') }}>
      <div className={classes.sheet}>{children}</div>
    </Drawer>
  );
}
