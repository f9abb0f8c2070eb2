import { Button, type ButtonProps } from '@mantine/core';
import { useState } from 'react';
import type { User } from '@/shared/api';
import { actsOn, isExpected, perform, type Visit } from '@/shared/visit';
import { useT as useVisitTexts } from '@/shared/visit/i18n';
import { useT } from '../i18n';

const here = ['start', 'complete'] as const;

/**
 * The step that is the practitioner's to take: begin when the patient is there, finish when it is over. `early`: also when nobody
 * has noted the arrival.
 */
export function ActButton({ visit, user, early = false, ...look }: { visit: Visit; user: User; early?: boolean } & ButtonProps) {
  const t = useT();
  const visitTexts = useVisitTexts();
  const [busy, setBusy] = useState(false);
  const act = early || !isExpected(visit) ? here.find((one) => actsOn(visit, user).includes(one)) : undefined;
  if (!act) return null;
  const run = async () => {
    setBusy(true);
    await perform(visit, act);
    setBusy(false);
  };
  const label = visitTexts(`act.${act}`);
  return (
    <Button loading={busy} aria-label={t('act.of', { act: label, name: visit.patient_name })} onClick={() => void run()} {...look}>
      {label}
    </Button>
  );
}
