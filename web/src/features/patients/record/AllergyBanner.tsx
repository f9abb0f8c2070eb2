import { IconAlertTriangle } from '@tabler/icons-react';
import { hasRole, useUser } from '@/shared/api';
import { useT } from '../i18n';
import { useRecord } from './api';
import classes from './record.module.css';

/** Always in sight of those who may read it; nothing for others, and nothing is asked for them. */
export function AllergyBanner({ patientId }: { patientId: string }) {
  const t = useT();
  const { data } = useRecord(patientId, hasRole(useUser(), 'practitioner', 'admin'));
  if (!data) return null;
  const active = data.allergies.filter(({ status }) => status === 'active');
  if (active.length === 0) return <p className={classes.noAllergy}>{t('record.noAllergy')}</p>;
  return (
    <p className={classes.allergies}>
      <IconAlertTriangle size={16} aria-hidden /> <strong>{t('record.allergies')}</strong> {active.map(({ substance }) => substance).join(', ')}
    </p>
  );
}
