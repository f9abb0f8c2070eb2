import { Button, Group, Kbd, Stack } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useUser } from '@/shared/api';
import { toast, toastProblem } from '@/shared/ui';
import { useSingleKeys } from '@/shared/keys/registry';
import { actsOn, canTakeBack, isMovable, perform, takeBack, type Act, type Said } from './acts';
import { useT } from './i18n';
import { useHistory, type Visit } from './list';
import { CancelForm } from './CancelForm';
import { MoveForm } from './MoveForm';
import { SeriesActs } from './SeriesActs';
import classes from './visit.module.css';

/** The key A notes the arrival while the drawer is open and nobody is typing. */
function useArriveKey(able: boolean, run: () => void) {
  const on = useSingleKeys();
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (!able || !on) return undefined;
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea, [contenteditable]') !== null;
      if (event.key.toLowerCase() === 'a' && !typing && !event.ctrlKey && !event.altKey && !event.metaKey) latest.current();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [able, on]);
}

/** What can be done with a visit as it stands: the usual next step filled, the others beside it. */
export function VisitActs({ visit, onClose }: { visit: Visit; onClose: () => void }) {
  const t = useT();
  const user = useUser();
  const [busy, setBusy] = useState<Act>();
  const [open, setOpen] = useState<'move' | 'cancel'>();
  const acts = actsOn(visit, user);
  const movable = isMovable(visit);
  const history = useHistory(visit.id).data?.items ?? [];

  const run = async (act: Act, said?: Said) => {
    setBusy(act);
    const done = await perform(visit, act, said);
    setBusy(undefined);
    // The toast with Undo lies under the drawer's reach: closing gives it to the keyboard.
    if (done) onClose();
  };
  const back = async () => {
    try {
      await takeBack(visit.id);
      toast({ text: t('takenBack') });
    } catch (error) {
      toastProblem(error);
    }
  };
  useArriveKey(acts.includes('arrive'), () => void run('arrive'));
  const form = open === 'move'
    ? <MoveForm visit={visit} onMoved={onClose} />
    : <CancelForm visit={visit} label={t('act.cancel')} onCancel={(said) => run('cancel', said)} />;
  const toggle = (what: 'move' | 'cancel') => setOpen((now) => (now === what ? undefined : what));

  return (
    <Stack gap="xs">
      <Group className={classes.acts}>
        {acts.filter((act) => act !== 'cancel').map((act, index) => (
          <Button
            key={act}
            variant={index === 0 && !open ? 'filled' : 'default'}
            loading={busy === act}
            rightSection={act === 'arrive' ? <Kbd size="xs" aria-hidden>A</Kbd> : undefined}
            onClick={() => void run(act)}
          >
            {t(`act.${act}`)}
          </Button>
        ))}
        {movable && <Button variant="default" aria-expanded={open === 'move'} onClick={() => toggle('move')}>{t('move')}</Button>}
        {acts.includes('cancel') && <Button variant="subtle" color="red" px="xs" aria-expanded={open === 'cancel'} onClick={() => toggle('cancel')}>{t('act.cancel')}</Button>}
        {canTakeBack(history, user) && <Button variant="default" onClick={() => void back()}>{t('takeBack')}</Button>}
      </Group>
      {open && (visit.series_id ? <SeriesActs visit={visit} id={visit.series_id} act={open} onDone={onClose}>{form}</SeriesActs> : form)}
    </Stack>
  );
}
