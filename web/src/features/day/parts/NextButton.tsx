import { Button } from '@mantine/core';
import { IconPlayerTrackNext } from '@tabler/icons-react';
import { client } from '@/shared/api';
import { answer } from '@/shared/editing/answer';
import { toast, useDeed } from '@/shared/ui';
import type { Visit } from '@/shared/visit';
import { useT } from '../i18n';

/** Ends the consultation that is going on and begins with who has waited longest, in one press. Nothing while nobody waits. */
export function NextButton({ visits }: { visits: Visit[] }) {
  const t = useT();
  const deed = useDeed('appointments');
  if (!visits.some(({ status }) => status === 'arrived')) return null;
  const turn = () =>
    deed.run(async () => {
      const { started } = await answer(client.POST('/api/board/next', {}));
      if (started) toast({ text: t('turned', { name: started.patient_name }) });
    });
  return (
    <Button leftSection={<IconPlayerTrackNext size={16} />} loading={deed.busy} onClick={() => void turn()}>
      {t('turn')}
    </Button>
  );
}
