import { ActionIcon, Indicator } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBell } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useUnread } from '../api';
import { useT } from '../i18n';

const Centre = lazy(() => import('./Centre'));

export default function Bell() {
  const t = useT();
  const [seen, setSeen] = useState(false);
  const [opened, { open, close }] = useDisclosure(false, { onOpen: () => setSeen(true) });
  const unread = useUnread().data?.unread ?? 0;
  return (
    <>
      <Indicator label={unread > 99 ? '99+' : unread} size={17} offset={5} disabled={unread === 0} color="apricot.4" styles={{ indicator: { color: '#182224', fontWeight: 700 } }}>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('bell', { count: unread })} aria-haspopup="dialog" onClick={open}>
          <IconBell size={20} />
        </ActionIcon>
      </Indicator>
      <Suspense>{seen && <Centre opened={opened} unread={unread} onClose={close} />}</Suspense>
    </>
  );
}
