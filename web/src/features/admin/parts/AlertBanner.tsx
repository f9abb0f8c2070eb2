import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useOpenAlerts } from '../api';
import { useT } from '../i18n';
import classes from './admin.module.css';

/** Somebody reads more records than work asks for: told above every page until an admin has looked into it. */
export default function AlertBanner() {
  const t = useT();
  const { data } = useOpenAlerts();
  return (
    <div role="status">
      {(data?.items ?? []).map(({ id, user_name, patients }) => (
        <p key={id} className={classes.alert}>
          <IconAlertTriangle size={18} aria-hidden /> <span>{t('alerts.banner', { name: user_name, count: patients })}</span> <Link to="/admin/alerts">{t('alerts.look')}</Link>
        </p>
      ))}
    </div>
  );
}
