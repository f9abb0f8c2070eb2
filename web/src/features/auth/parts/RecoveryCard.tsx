import { Button, Card, Code, Group, Stack, Text, Title } from '@mantine/core';
import '@mantine/core/styles/Code.css';
import { toast, useDeed } from '@/shared/ui';
import { renewRecoveryCodes } from '../api';
import { useT } from '../i18n';

interface Props {
  left: number;
  /** Just made: shown this one time. */
  codes: string[] | undefined;
  onCodes: (codes: string[] | undefined) => void;
}

export function RecoveryCard({ left, codes, onCodes }: Props) {
  const t = useT();
  const { run } = useDeed('auth/factors');
  const renew = async () => onCodes(await renewRecoveryCodes());
  const copy = async () => {
    await navigator.clipboard.writeText((codes ?? []).join('\n'));
    toast({ text: t('recovery.copied') });
  };
  return (
    <Card>
      <Title order={2} mb="xs">{t('recovery.title')}</Title>
      {codes ? (
        <Stack gap="sm" role="status">
          <Text size="sm" fw={600}>{t('recovery.shown')}</Text>
          <Code block>{codes.join('\n')}</Code>
          <Group gap="xs">
            <Button variant="default" onClick={() => void copy()}>{t('recovery.copy')}</Button>
            <Button onClick={() => onCodes(undefined)}>{t('recovery.kept')}</Button>
          </Group>
        </Stack>
      ) : (
        <Stack gap="sm">
          <Text size="sm">{t('recovery.left', { count: left })}</Text>
          <Button variant="default" w="fit-content" onClick={() => void run(renew)}>{t('recovery.renew')}</Button>
        </Stack>
      )}
    </Card>
  );
}
