import { Title } from '@mantine/core';
import { KeyList } from '@/shared/apikeys/KeyList';
import { revokeKeyOf, useKeysOf } from '../api';
import { useT } from '../i18n';

/** What programs may do in this person's name, and its end. */
export function UserKeys({ id }: { id: string }) {
  const t = useT();
  const keys = useKeysOf(id);
  return (
    <section aria-label={t('keys')}>
      <Title order={3} size="h5" mb={4}>{t('keys')}</Title>
      <KeyList keys={keys} topic="users" revoke={(key) => revokeKeyOf(id, key)} />
    </section>
  );
}
