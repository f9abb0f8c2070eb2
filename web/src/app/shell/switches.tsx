import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconLanguage, IconMoon, IconSun } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { language } from '@/shared/i18n';
import { useT } from '@/shared/i18n/shared';
import { chooseLanguage } from '@/shared/i18n/choose';

function HeaderButton({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) {
  return (
    <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} title={label} onClick={onClick}>
      {children}
    </ActionIcon>
  );
}

/** Offers the other language, in that language's own words. */
export function LanguageSwitch() {
  const t = useT();
  return (
    <HeaderButton label={t('app.language')} onClick={() => void chooseLanguage(language() === 'fr' ? 'en' : 'fr')}>
      <IconLanguage size={20} />
    </HeaderButton>
  );
}

export function ThemeSwitch() {
  const t = useT();
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light') === 'dark';
  return (
    <HeaderButton label={t(dark ? 'app.light' : 'app.dark')} onClick={() => setColorScheme(dark ? 'light' : 'dark')}>
      {dark ? <IconSun size={20} /> : <IconMoon size={20} />}
    </HeaderButton>
  );
}
