import { useEffect, useRef, useState } from 'react';
import { whenOpened } from '@/shared/ui/whenOpened';
import { onProofNeeded } from './refusals';

const ProofDialog = whenOpened<{ opened: boolean; onDone: (proven: boolean) => void }>(() => import('./ProofDialog'));

/** Where the dialog "confirm that it is you" appears, whatever the page. */
export function ProofHost() {
  const [opened, setOpened] = useState(false);
  const answer = useRef<(proven: boolean) => void>(undefined);
  useEffect(
    () =>
      onProofNeeded(
        () =>
          new Promise((resolve) => {
            answer.current = resolve;
            setOpened(true);
          }),
      ),
    [],
  );
  const done = (proven: boolean) => {
    setOpened(false);
    answer.current?.(proven);
  };
  return <ProofDialog opened={opened} onDone={done} />;
}
