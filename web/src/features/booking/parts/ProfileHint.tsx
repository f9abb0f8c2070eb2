import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMe } from '../api';
import { useT } from '../i18n';
import { missing } from '../visits';
import classes from './booking.module.css';

/** Asks for what the front desk would otherwise ask on the day. Says nothing when nothing is missing. */
export function ProfileHint() {
  const t = useT();
  const { data } = useMe();
  const keys = data ? missing(data) : [];
  if (keys.length === 0) return null;
  return (
    <div className={classes.hint}>
      <p>{t('hint', { list: new Intl.ListFormat(document.documentElement.lang, { type: 'conjunction' }).format(keys.map((key) => t(`hint.${key}`))) })}</p>
      <Button variant="default" size="sm" renderRoot={(props) => <Link to="/my-profile" {...props} />}>{t('hint.complete')}</Button>
    </div>
  );
}
