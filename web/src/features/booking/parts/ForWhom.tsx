import { useNavigate } from '@tanstack/react-router';
import { Segments } from '@/shared/editing/Segments';
import { useWards } from '@/shared/patient/wards';
import { useT } from '../i18n';
import type { Choice } from '../routes';
import classes from './booking.module.css';

/** For oneself, or for a child; nothing for who acts for nobody. */
export function ForWhom({ choice }: { choice: Choice }) {
  const t = useT();
  const navigate = useNavigate();
  const wards = useWards();
  if (wards.length === 0) return null;
  const data = [{ value: 'me', label: t('for.me') }, ...wards.map(({ patient_id, name }) => ({ value: patient_id, label: name }))];
  return (
    <div className={classes.forWhom}>
      <Segments
        label={t('for.whom')}
        data={data}
        value={choice.for ?? 'me'}
        onChange={(value) => void navigate({ to: '/book', search: (now: Choice) => ({ ...now, for: value === 'me' ? undefined : value }), replace: true })}
      />
    </div>
  );
}
