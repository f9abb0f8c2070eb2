import { Checkbox, Group, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useEffect } from 'react';
import type { Schema } from '@/shared/api';
import { useDirectory } from '@/shared/directory';
import { useT as useShared } from '@/shared/i18n/shared';
import { PatientField, Reliability } from '@/shared/patient';
import { Occurrences, RepeatFields, weekly } from '@/shared/series';
import { useT as useSeriesT } from '@/shared/series/i18n';
import { clock, dayOf, minutes, timeOf, type Day } from '@/shared/time';
import { FormDrawer, fullName } from '@/shared/ui';
import { DayInput } from '@/shared/ui/dates';
import { holdersOf, SlotChips, TimeInput, typesOf } from '@/shared/visit';
import { useT } from '../i18n';
import { newPatientFrom, nothing } from './booking';
import { Candidates } from './Candidates';
import { NewPatientFields } from './NewPatientFields';
import { useBooking, type Booking } from './useBooking';

/** Where in the grid the booking began. */
export interface BookingStart {
  day: Day;
  time?: string;
  practitioner_id?: string;
  /** Somebody joins a group. */
  visit_type_id?: string;
  /** Somebody is here without a visit: there is no time to choose. */
  walkIn?: boolean;
}

export interface BookingDrawerProps {
  start: BookingStart;
  opened: boolean;
  onClose: () => void;
  site: Schema['Site'];
}

function Who({ booking }: { booking: Booking }) {
  const { form, candidates, choose, insist } = booking;
  const { patient, newPatient } = form.values;
  return (
    <>
      {newPatient ? (
        <NewPatientFields form={form} onBack={() => form.setFieldValue('newPatient', null)} />
      ) : (
        <PatientField
          chosen={patient}
          error={form.errors.patient}
          onClear={() => form.setFieldValue('patient', null)}
          onChoose={choose}
          onNew={(query) => {
            form.setFieldValue('newPatient', newPatientFrom(query));
            form.clearFieldError('patient');
          }}
        />
      )}
      {patient && !newPatient && <Reliability patientId={patient.id} />}
      {candidates.length > 0 && <Candidates lines={candidates} onChoose={choose} onInsist={insist} />}
    </>
  );
}

function When({ booking, site }: { booking: Booking; site: Schema['Site'] }) {
  const t = useT();
  const shared = useShared();
  const { form } = booking;
  const { visit_type_id, practitioner_id, day, time } = form.values;
  const type = useDirectory().visitType(visit_type_id);
  const ends = type && time ? t('book.until', { time: clock((minutes(time) + type.duration_minutes) % 1440), minutes: shared('time.minutes', { count: type.duration_minutes }) }) : undefined;
  return (
    <>
      <Group grow align="flex-start" gap="sm">
        <DayInput label={t('book.day')} clearable={false} {...form.getInputProps('day')} />
        <TimeInput label={t('book.time')} description={ends} inputWrapperOrder={['label', 'input', 'description', 'error']} {...form.getInputProps('time')} />
      </Group>
      <SlotChips
        wish={visit_type_id ? { visit_type_id, practitioner_id: practitioner_id || undefined, site_id: site.id, from: day ?? dayOf(new Date(), site.time_zone) } : undefined}
        near={booking.wished}
        zone={site.time_zone}
        onPick={(slot) => {
          form.setValues({ practitioner_id: slot.practitioner_id, day: dayOf(slot.starts_at, site.time_zone), time: timeOf(slot.starts_at, site.time_zone) });
          for (const field of ['practitioner_id', 'day', 'time']) form.clearFieldError(field);
          form.setFieldValue('override_reason', '');
          booking.clearProblem();
        }}
      />
      {!form.values.repeat && (booking.wished || form.values.override_reason) && (
        <TextInput label={t('book.override')} description={t('book.overrideHint')} maxLength={300} {...form.getInputProps('override_reason')} />
      )}
    </>
  );
}

/** Once, or again and again. */
function Repetition({ booking, zone }: { booking: Booking; zone: string }) {
  const t = useSeriesT();
  const { form, outlook } = booking;
  const { repeat, day } = form.values;
  const first = day ?? dayOf(new Date(), zone);
  return (
    <>
      <Checkbox label={t('repeat')} checked={repeat !== null} onChange={(event) => form.setFieldValue('repeat', event.currentTarget.checked ? weekly : null)} />
      {repeat && <RepeatFields value={repeat} first={first} onChange={(changed) => form.setFieldValue('repeat', changed)} />}
      {repeat && outlook && <Occurrences outlook={outlook} zone={zone} />}
    </>
  );
}

function What({ booking, site, walkIn }: { booking: Booking; site: Schema['Site']; walkIn: boolean }) {
  const t = useT();
  const shared = useShared();
  const { form } = booking;
  const { visit_type_id, practitioner_id } = form.values;
  const directory = useDirectory();
  const type = directory.visitType(visit_type_id);
  const modes = type?.modes ?? [];
  return (
    <>
      <NativeSelect
        label={t('book.type')}
        data={[{ value: '', label: t('book.chooseType') }, ...typesOf(directory.visitTypes, practitioner_id).map(({ id, name }) => ({ value: id, label: name }))]}
        {...form.getInputProps('visit_type_id')}
      />
      <NativeSelect
        label={t('practitioner')}
        data={[{ value: '', label: t('book.anyone') }, ...holdersOf(directory.practitioners, type, site.id).map((one) => ({ value: one.id, label: fullName(one) }))]}
        {...form.getInputProps('practitioner_id')}
      />
      {!walkIn && <When booking={booking} site={site} />}
      {!walkIn && <Repetition booking={booking} zone={site.time_zone} />}
      {modes.length > 1 && (
        <NativeSelect label={t('book.mode')} data={modes.map((value) => ({ value, label: shared(`mode.${value}`) }))} {...form.getInputProps('mode')} />
      )}
      <TextInput label={t('book.reason')} maxLength={500} {...form.getInputProps('reason')} />
      <Textarea label={t('book.note')} description={t('book.noteHint')} autosize minRows={1} maxLength={500} {...form.getInputProps('note')} />
    </>
  );
}

/** « Nouveau rendez-vous »: from the first letter of the name to the booked visit without leaving the drawer. */
export default function BookingDrawer({ start, opened, onClose, site }: BookingDrawerProps) {
  const t = useT();
  const series = useSeriesT();
  const walkIn = start.walkIn ?? false;
  const booking = useBooking(site, onClose, walkIn);
  const { form } = booking;
  const { visitType } = useDirectory();
  const { visit_type_id, mode } = form.values;
  const { outlook } = booking;
  const label = () => {
    if (walkIn || !form.values.repeat) return t(walkIn ? 'walkIn.submit' : 'book.submit');
    if (!outlook || outlook.free === 0) return series('check');
    return series(outlook.free === outlook.occurrences.length ? 'book' : 'bookFree', { count: outlook.free });
  };
  const problem = booking.problem?.code === 'slot_taken' ? { ...booking.problem, detail: t('book.taken') } : booking.problem;

  useEffect(() => {
    if (!opened) return;
    // The place that was clicked wins over what a kept draft says of it, and alone makes no draft.
    const typing = form.isDirty();
    const { day, time, practitioner_id } = start;
    const { values } = form;
    const place = { day, time: time ?? (typing ? values.time : ''), practitioner_id: practitioner_id ?? (typing ? values.practitioner_id : ''), ...(start.visit_type_id && { visit_type_id: start.visit_type_id }) };
    form.setInitialValues({ ...nothing, ...place });
    form.setValues(place);
  }, [opened, start]);
  useEffect(() => {
    const modes = visitType(visit_type_id)?.modes ?? [];
    if (mode && !modes.includes(mode)) form.setFieldValue('mode', '');
  }, [visit_type_id]);

  return (
    <FormDrawer
      draft={walkIn ? 'calendar.walkIn' : 'calendar.new'}
      title={t(walkIn ? 'walkIn' : 'new')}
      opened={opened}
      onClose={onClose}
      api={{ ...booking, problem: booking.candidates.length > 0 ? undefined : problem }}
      submitLabel={label()}
    >
      <Who booking={booking} />
      <What booking={booking} site={site} walkIn={walkIn} />
    </FormDrawer>
  );
}
