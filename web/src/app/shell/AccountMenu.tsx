import { Avatar, UnstyledButton } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useUser } from '@/shared/api';
import { useT } from '@/shared/i18n/shared';
import { fullName, initials } from '@/shared/ui/person';

const load = () => import('./AccountMenuItems');
const AccountMenuItems = lazy(load);
const UserPicture = lazy(() => import('@/shared/picture/UserPicture'));
const look = { radius: 'xl', size: 32, color: 'pine', variant: 'filled' } as const;

/** The avatar. Its menu is loaded when the pointer or the focus comes near, so that the first page stays light. */
export function AccountMenu() {
  const t = useT();
  const user = useUser();
  const [wanted, setWanted] = useState(false);
  const letters = <Avatar {...look}>{initials(user)}</Avatar>;
  const button = (
    <UnstyledButton
      aria-label={t('app.accountMenu', { initials: initials(user), name: fullName(user) })}
      aria-haspopup="menu"
      onClick={() => setWanted(true)}
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
    >
      {user.avatar ? <Suspense fallback={letters}><UserPicture person={user} {...look} /></Suspense> : letters}
    </UnstyledButton>
  );
  return wanted ? <Suspense fallback={button}><AccountMenuItems button={button} /></Suspense> : button;
}
