import { Drawer } from '@mantine/core';
import { Children, type ReactNode } from 'react';
import { useT } from '@/shared/i18n/shared';

export default function MoreDrawer({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  const t = useT();
  return (
    <Drawer opened onClose={onClose} position="bottom" size={124 + 50 * Children.count(children)} title={t('app.more')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      {children}
    </Drawer>
  );
}
