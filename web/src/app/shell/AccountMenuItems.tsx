import { Menu, Text, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconKeyboard, IconLanguage, IconLogout, IconMoon, IconSun, IconUser } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { cloneElement, useEffect, useRef, useState, type ReactElement, type Ref } from 'react';
import { useUser } from '@/shared/api';
import { logOut } from '@/shared/api/logout';
import { language } from '@/shared/i18n';
import { chooseLanguage } from '@/shared/i18n/choose';
import { useT } from '@/shared/i18n/shared';
import { fullName } from '@/shared/ui/person';
import { showHelp } from './panels';

/** Opened at once: it is loaded by the first press of its button. */
export default function AccountMenuItems({ button }: { button: ReactElement<{ ref?: Ref<HTMLButtonElement> }> }) {
  const t = useT();
  const user = useUser();
  const navigate = useNavigate();
  const target = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    target.current?.focus(); // where the focus comes back to when the menu closes
    setOpened(true);
  }, []);
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light') === 'dark';
  return (
    <Menu position="bottom-end" width={240} withinPortal={false} opened={opened} onChange={setOpened}>
      <Menu.Target>{cloneElement(button, { ref: target })}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={650} c="var(--ink)" truncate>
            {fullName(user)}
          </Text>
          <Text size="xs" truncate>
            {user.roles.map((role) => t(`role.${role}`)).join(', ')}
          </Text>
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item leftSection={<IconUser size={16} />} onClick={() => void navigate({ to: '/account' })}>
          {t('app.account')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLanguage size={16} />} onClick={() => void chooseLanguage(language() === 'fr' ? 'en' : 'fr')}>
          {t('app.language')}
        </Menu.Item>
        <Menu.Item leftSection={dark ? <IconSun size={16} /> : <IconMoon size={16} />} onClick={() => setColorScheme(dark ? 'light' : 'dark')}>
          {t(dark ? 'app.light' : 'app.dark')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} />} visibleFrom="sm" onClick={() => showHelp(true)}>
          {t('app.shortcuts')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void logOut()}>
          {t('app.logOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
