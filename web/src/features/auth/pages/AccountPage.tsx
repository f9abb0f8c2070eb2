import { Anchor, SimpleGrid, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useAllTexts } from '@/shared/i18n';
import { PageTitle } from '@/shared/ui';
import { useT } from '../i18n';
import { CalendarsCard } from '../parts/CalendarsCard';
import { DisplayCard } from '../parts/DisplayCard';
import { EmailCard } from '../parts/EmailCard';
import { PasswordCard } from '../parts/PasswordCard';
import { ProfileCard } from '../parts/ProfileCard';
import { SessionsCard } from '../parts/SessionsCard';

export default function AccountPage() {
  useAllTexts();
  const t = useT();
  return (
    <Stack gap={0} maw={960}>
      <PageTitle title={t('account.title')} />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <Stack>
          <ProfileCard />
          <DisplayCard />
          <CalendarsCard />
        </Stack>
        <Stack>
          <PasswordCard />
          <EmailCard />
          <Anchor component={Link} to="/account/security" size="sm" w="fit-content">{t('security.link')}</Anchor>
          <SessionsCard />
        </Stack>
      </SimpleGrid>
    </Stack>
  );
}
