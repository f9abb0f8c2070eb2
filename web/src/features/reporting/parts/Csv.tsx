import { withQuery } from '@/shared/api';
import { SaveButton } from '@/shared/ui';
import type { Question } from '../api';
import { useT } from '../i18n';
import type { View } from '../routes';

/** The figures on screen as a file for spreadsheets. */
export function Csv({ report, query }: { report: View; query: Question }) {
  const t = useT();
  const title = t(`view.${report}`);
  const path = withQuery(`/api/reports/${report}`, { format: 'csv', ...query });
  return <SaveButton size="xs" path={path} name={`${title} ${query.from} ${query.until}.csv`} label={t('csvOf', { title })} short={t('csv')} />;
}
