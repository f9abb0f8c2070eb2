import { Alert, Anchor, Text } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useT } from '../i18n';
import type { Choice } from '../routes';
import { useCatalogue, useSource, type Kind } from '../source';
import { SlotPicker } from './SlotPicker';
import { offering, wishesOf } from './wishesOf';
import classes from './booking.module.css';

// Its menus weigh more than all the rest, and many have nothing to choose there.
const Wishes = lazy(() => import('./Wishes'));

/** Step 2: with whom, where, when. `notice` tells why one is back here. */
export function ChooseSlot({ type, choice, notice, onChosen }: { type: Kind; choice: Choice; notice?: string; onChosen: () => void }) {
  const t = useT();
  const navigate = useNavigate();
  const { path, signedIn } = useSource();
  const { practitioners, sites } = useCatalogue();
  // Added to what the address holds by then: who is quick has chosen more than this screen has shown yet.
  const look = (change: Partial<Choice>, replace = true) => void navigate({ to: path, search: (now: Choice) => ({ ...now, ...change }), replace });
  const mode = choice.mode ?? type.modes[0];
  const asks = wishesOf(type, offering(practitioners, type), sites);
  return (
    <>
      {notice && <Alert color="apricot" variant="default" mb="md" role="alert">{notice}</Alert>}
      {Object.values(asks).some(Boolean) && <Suspense fallback={<div className={classes.wishesComing} />}><Wishes type={type} choice={choice} look={look} /></Suspense>}
      <SlotPicker
        wish={{ visit_type_id: type.id, practitioner_id: choice.practitioner, site_id: choice.site, mode }}
        horizonDays={type.horizon_days}
        week={choice.week}
        onWeek={(week) => look({ week })}
        onPick={(slot) => {
          onChosen();
          look({ at: slot.starts_at, with: slot.practitioner_id, place: slot.site_id }, false);
        }}
      />
      {signedIn && (
        <Text mt="md">
          {t('slots.unsuitable')}{' '}
          <Anchor td="underline" renderRoot={(props) => <Link to="/wait" search={{ for: choice.for, type: type.id, practitioner: choice.practitioner, site: choice.site }} {...props} />}>
            {t('slots.wait')}
          </Anchor>
        </Text>
      )}
    </>
  );
}
