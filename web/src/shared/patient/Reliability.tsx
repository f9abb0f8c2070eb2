import { Text } from '@mantine/core';
import { api } from '@/shared/api';
import { useT } from './i18n';
import classes from './patient.module.css';

/** « 3 visites, 1 absence, 1 annulation tardive » of the last two years, for staff; nothing where it is not theirs to know. */
export function Reliability({ patientId }: { patientId: string }) {
  const t = useT();
  const { data } = api.useQuery('get', '/api/appointments/reliability', { params: { query: { patient_id: patientId } } }, { retry: false });
  if (!data) return null;
  const { kept, missed, cancelled_late } = data;
  const counts = [t('kept', { count: kept }), missed > 0 && t('missed', { count: missed }), cancelled_late > 0 && t('cancelledLate', { count: cancelled_late })];
  return (
    <Text size="sm" className={classes.reliability} data-warn={missed + cancelled_late > 0 || undefined}>
      {t('reliability', { counts: counts.filter(Boolean).join(', ') })}
    </Text>
  );
}
