import { Anchor, Card, Input, SegmentedControl, Stack, Title, useMantineColorScheme } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import { useLanguage, type Language } from '@/shared/i18n';
import { chooseLanguage } from '@/shared/i18n/choose';
import { useT } from '../i18n';

const schemes = ['auto', 'light', 'dark'] as const;

export function DisplayCard() {
  const t = useT();
  const language = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [languageId, themeId] = [useId(), useId()];
  return (
    <Card>
      <Title order={2} mb="sm">{t('account.display')}</Title>
      <Stack gap="sm">
        <Input.Wrapper label={t('account.language')} description={t('account.languageHint')} labelElement="div" labelProps={{ id: languageId }}>
          <SegmentedControl
            mt={4}
            fullWidth
            aria-labelledby={languageId}
            value={language}
            onChange={(chosen) => void chooseLanguage(chosen as Language)}
            data={[{ value: 'fr', label: 'Français' }, { value: 'en', label: 'English' }]}
          />
        </Input.Wrapper>
        <Input.Wrapper label={t('account.theme')} labelElement="div" labelProps={{ id: themeId }}>
          <SegmentedControl
            mt={4}
            fullWidth
            aria-labelledby={themeId}
            value={colorScheme}
            onChange={(chosen) => setColorScheme(chosen as (typeof schemes)[number])}
            data={schemes.map((value) => ({ value, label: t(`account.theme.${value}`) }))}
          />
        </Input.Wrapper>
        <Anchor component={Link} to="/notification-settings" size="sm" w="fit-content">{t('account.notifications')}</Anchor>
      </Stack>
    </Card>
  );
}
