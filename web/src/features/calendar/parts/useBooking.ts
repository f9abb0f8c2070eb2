import { useState } from 'react';
import { toProblem, useApiForm, type Schema } from '@/shared/api';
import { chosen } from '@/shared/patient';
import { formatDate, formatTime } from '@/shared/time';
import { withUndo } from '@/shared/ui';
import { aboutTime, type Near } from '@/shared/visit';
import { book, candidatesOf, registerPatient, takeWalkIn, unbook, type BookingBody } from '../api';
import { t } from '../i18n';
import { bookingBody, nothing, patientBody, rules, seriesBody, walkInBody, type BookingValues } from './booking';
import { useRepeat } from './useRepeat';

type Line = Schema['PatientLine'];

/** The server speaks of the patient alone; the form holds them as a part. */
function ofNewPatient(error: unknown): unknown {
  const problem = toProblem(error);
  return { ...problem, errors: problem.errors?.map((one) => ({ ...one, pointer: one.pointer.replace(/^#?\//, '/newPatient/') })) };
}

/**
 * The front desk's booking: registers first if the patient is new, then books, or takes at once who is here without a visit. What has
 * succeeded is not done twice.
 */
export function useBooking(site: Schema['Site'], onDone: () => void, walkIn = false) {
  const [candidates, setCandidates] = useState<Line[]>([]);
  const [wished, setWished] = useState<Near>();
  const [confirmed, setConfirmed] = useState(false);
  const { outlookFor, repeat } = useRepeat(site.time_zone);

  const patientOf = async (values: BookingValues, headers: Record<string, string>): Promise<string> => {
    if (values.patient || !values.newPatient) return values.patient?.id ?? '';
    try {
      // Its own key: the same input also makes the booking.
      const key = `${headers['Idempotency-Key']}-patient${confirmed ? '-new' : ''}`;
      const patient = await registerPatient(patientBody(values.newPatient, confirmed), { 'Idempotency-Key': key });
      api.form.setFieldValue('newPatient', null);
      api.form.setFieldValue('patient', chosen(patient));
      return patient.id;
    } catch (error) {
      setCandidates(candidatesOf(error));
      throw ofNewPatient(error);
    }
  };

  const booked = async (body: BookingBody, headers: Record<string, string>): Promise<true> => {
    try {
      const visit = walkIn ? await takeWalkIn(walkInBody(body), headers) : await book(body, headers);
      const when = { name: visit.patient_name, day: formatDate(visit.starts_at, 'long', site.time_zone), time: formatTime(visit.starts_at, site.time_zone) };
      withUndo(t('book.done', when), () => unbook(visit.id, t('book.undone')));
      return true;
    } catch (error) {
      if (aboutTime(toProblem(error))) setWished(body);
      throw error;
    }
  };

  const api = useApiForm<BookingValues>({
    initialValues: nothing,
    validate: rules,
    submit: async (values, headers) => {
      setCandidates([]);
      setWished(undefined);
      const patient = await patientOf(values, headers);
      const body = bookingBody(values, patient, site.id, site.time_zone);
      const series = walkIn ? undefined : seriesBody(values, body);
      if (series ? !(await repeat(series, headers)) : !(await booked(body, headers))) return;
      api.form.reset();
      setConfirmed(false);
      onDone();
    },
  });
  const { form } = api;

  const choose = (line: Line) => {
    setCandidates([]);
    api.clearProblem();
    form.setFieldValue('newPatient', null);
    form.setFieldValue('patient', chosen(line));
    form.clearFieldError('patient');
  };
  const insist = () => {
    setCandidates([]);
    api.clearProblem();
    setConfirmed(true);
  };
  const { values } = form;
  const series = values.day && values.time ? seriesBody(values, bookingBody(values, values.patient?.id ?? '', site.id, site.time_zone)) : undefined;
  return { ...api, candidates, choose, insist, confirmed, outlook: outlookFor(series), wished: api.problem ? wished : undefined };
}
export type Booking = ReturnType<typeof useBooking>;
