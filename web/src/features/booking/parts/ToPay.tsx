import { Anchor } from '@mantine/core';
import type { Schema } from '@/shared/api';
import { useT } from '../i18n';
import { useVisitWords } from './Summary';
import classes from './booking.module.css';

/** Until when the visit is to be paid, to be confirmed, and whom to call for that. */
export function ToPay({ visit }: { visit: Schema['Appointment'] }) {
  const t = useT();
  const { said, phone } = useVisitWords(visit);
  if (!visit.pay_by) return null;
  return (
    <p className={classes.toPay}>
      <b>{t('toPay', { when: said(visit.pay_by) })}</b> {t('toPay.how')} {phone && <Anchor href={`tel:${phone.replaceAll(' ', '')}`} inherit td="underline">{phone}</Anchor>}
    </p>
  );
}
