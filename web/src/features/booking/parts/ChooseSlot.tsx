import { Alert, Anchor, Select, Text } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import type { Schema } from '@/shared/api';
import { useDirectory } from '@/shared/directory';
import { Segments } from '@/shared/editing';
import { useT as useShared } from '@/shared/i18n/shared';
import { fullName } from '@/shared/ui';
import { useT } from '../i18n';
import type { Choice } from '../routes';
import { SlotPicker } from './SlotPicker';
import classes from './booking.module.css';

/** Step 2: with whom, where, when. `notice` tells why one is back here. */
export function ChooseSlot({ type, choice, notice, onChosen }: { type: Schema['VisitType']; choice: Choice; notice?: string; onChosen: () => void }) {
  const t = useT();
  const navigate = useNavigate();
  const look = (change: Partial<Choice>, replace = true) => void navigate({ to: '/book', search: { ...choice, ...change }, replace });
  const mode = choice.mode ?? type.modes[0];
  return (
    <>
      {notice && <Alert color="apricot" variant="default" mb="md" role="alert">{notice}</Alert>}
      <Wishes type={type} choice={choice} look={look} />
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
      <Text mt="md">
        {t('slots.unsuitable')}{' '}
        <Anchor td="underline" renderRoot={(props) => <Link to="/wait" search={{ type: type.id, practitioner: choice.practitioner, site: choice.site }} {...props} />}>
          {t('slots.wait')}
        </Anchor>
      </Text>
    </>
  );
}

function Wishes({ type, choice, look }: { type: Schema['VisitType']; choice: Choice; look: (change: Partial<Choice>) => void }) {
  const t = useT();
  const shared = useShared();
  const { practitioners, sites } = useDirectory();
  const holds = ({ id, online_bookable }: Schema['Practitioner']) =>
    online_bookable && (type.practitioner_ids.length === 0 || type.practitioner_ids.includes(id));
  const people = practitioners.filter(holds);
  return (
    <div className={classes.wishes}>
      <Select
        label={t('with')}
        data={[{ value: '', label: t('with.anyone') }, ...people.map((one) => ({ value: one.id, label: `${fullName(one)} · ${one.specialty}` }))]}
        value={choice.practitioner ?? ''}
        onChange={(value) => look({ practitioner: value || undefined })}
        allowDeselect={false}
      />
      {sites.length > 1 && (
        <Select
          label={t('where')}
          data={[{ value: '', label: t('where.any') }, ...sites.map(({ id, name }) => ({ value: id, label: name }))]}
          value={choice.site ?? ''}
          onChange={(value) => look({ site: value || undefined })}
          allowDeselect={false}
        />
      )}
      {type.modes.length > 1 && (
        <Segments
          label={t('how')}
          data={type.modes.map((mode) => ({ value: mode, label: shared(`mode.${mode}`) }))}
          value={choice.mode ?? type.modes[0] ?? 'on_site'}
          onChange={(mode) => look({ mode })}
        />
      )}
    </div>
  );
}
