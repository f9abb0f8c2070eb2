import { Alert, SimpleGrid, Stack } from '@mantine/core';
import { useState } from 'react';
import { useAllTexts } from '@/shared/i18n';
import { ErrorState, PageTitle, RowsLoading } from '@/shared/ui';
import { useFactors } from '../api';
import { useT } from '../i18n';
import { ApiKeysCard } from '../parts/ApiKeysCard';
import { AppCard } from '../parts/AppCard';
import { PasskeysCard } from '../parts/PasskeysCard';
import { RecoveryCard } from '../parts/RecoveryCard';
import { SessionsCard } from '../parts/SessionsCard';

export default function SecurityPage() {
  useAllTexts();
  const t = useT();
  const { data, error, isPending, refetch } = useFactors();
  const [codes, setCodes] = useState<string[]>();
  const protectedNow = data && (data.totp_since !== undefined || data.passkeys.length > 0);
  return (
    <Stack gap={0} maw={960}>
      <PageTitle title={t('security.title')} />
      {isPending && <RowsLoading rows={4} />}
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {data?.enrolling && <Alert variant="default" mb="md" title={t('security.enrolTitle')}>{t('security.enrolText')}</Alert>}
      {data && (
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
          <Stack>
            <AppCard factors={data} onCodes={setCodes} />
            {(codes !== undefined || protectedNow) && <RecoveryCard left={data.recovery_codes_left} codes={codes} onCodes={setCodes} />}
            {!data.enrolling && <SessionsCard />}
          </Stack>
          <Stack>
            <PasskeysCard factors={data} onCodes={setCodes} />
            {!data.enrolling && <ApiKeysCard />}
          </Stack>
        </SimpleGrid>
      )}
    </Stack>
  );
}
