import { Drawer, Stack, Text } from '@mantine/core';
import { useT as useShared } from '@/shared/i18n/shared';
import { ErrorState, RowsLoading } from '@/shared/ui';
import { useT } from './i18n';
import { useVisit } from './list';
import { VisitPanel } from './VisitPanel';

export interface VisitDrawerProps {
  /** The visit to show; it stays while the drawer closes. */
  id: string | undefined;
  opened: boolean;
  onClose: () => void;
}

/** A visit at the side of the page: what it is, whom to call, what can be done with it, how it came to be so. */
export default function VisitDrawer({ id = '', opened, onClose }: VisitDrawerProps) {
  const t = useT();
  const shared = useShared();
  const { data, error, refetch } = useVisit(id);
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      size={440}
      title={<Text component="span" fw={700} size="lg">{t('title')}</Text>}
      closeButtonProps={{ 'aria-label': shared('action.close') }}
    >
      <Stack gap="md">
        {error && <ErrorState error={error} retry={() => void refetch()} />}
        {data && <VisitPanel key={data.id} visit={data} onClose={onClose} />}
        {!data && !error && <RowsLoading rows={5} />}
      </Stack>
    </Drawer>
  );
}
