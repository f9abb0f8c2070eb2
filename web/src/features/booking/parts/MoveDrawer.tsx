import '@mantine/core/styles/LoadingOverlay.css';

import { Alert, Drawer, LoadingOverlay, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { invalidate, problemText, toProblem, type Schema } from '@/shared/api';
import { useDirectory } from '@/shared/directory';
import { useT as useShared } from '@/shared/i18n/shared';
import type { Day } from '@/shared/time';
import { toast, withUndo } from '@/shared/ui';
import { move } from '../api';
import { useT } from '../i18n';
import type { Slot } from '../slots';
import { canChange } from '../visits';
import { SlotPicker } from './SlotPicker';
import { useVisitWords } from './Summary';

type Visit = Schema['Appointment'];

export interface MoveDrawerProps {
  visit: Visit;
  opened: boolean;
  onClose: () => void;
}

/** Another slot for the same visit: by default with the same person. */
export default function MoveDrawer({ visit, opened, onClose }: MoveDrawerProps) {
  const t = useT();
  const shared = useShared();
  const { what, when, who } = useVisitWords(visit);
  const type = useDirectory().visitType(visit.visit_type_id);
  const [week, setWeek] = useState<Day>();
  const [samePerson, setSamePerson] = useState(true);
  const { pick, busy, refusal } = useMoving(visit, type, onClose);
  const wish = { visit_type_id: visit.visit_type_id, mode: visit.mode, practitioner_id: samePerson ? visit.practitioner_id : undefined };
  return (
    <Drawer opened={opened} onClose={onClose} size={760} title={<Text component="span" fw={700} size="lg">{t('move.title')}</Text>} closeButtonProps={{ 'aria-label': shared('action.close') }}>
      <Text>{t('move.from', { when })}</Text>
      <Text size="sm" c="dimmed" mb="md">{what} · {who}</Text>
      <Switch mb="md" label={t('move.samePerson', { name: who })} checked={samePerson} onChange={(event) => setSamePerson(event.currentTarget.checked)} />
      {refusal && <Alert mb="md" variant="default" role="alert">{refusal}</Alert>}
      <LoadingOverlay visible={busy} />
      {opened && <SlotPicker wish={wish} horizonDays={type?.horizon_days ?? 60} week={week} onWeek={setWeek} onPick={(slot) => void pick(slot)} />}
    </Drawer>
  );
}

function useMoving(visit: Visit, type: Schema['VisitType'] | undefined, onMoved: () => void) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();

  const pick = async ({ starts_at, practitioner_id, site_id }: Slot) => {
    setBusy(true);
    setRefusal(undefined);
    try {
      const moved = await move(visit, { starts_at, practitioner_id, site_id });
      const back = { starts_at: visit.starts_at, practitioner_id: visit.practitioner_id, site_id: visit.site_id };
      // Inside the cut-off there is no way back, so that none is offered.
      if (canChange(moved, type, Date.now())) withUndo(t('moved'), () => move(moved, back).finally(() => invalidate('appointments')));
      else toast({ text: t('moved') });
      onMoved();
    } catch (error) {
      setRefusal(toProblem(error).code === 'slot_taken' ? t('taken') : problemText(error));
    }
    setBusy(false);
    void invalidate('appointments');
  };
  return { pick, busy, refusal };
}
