import { NativeSelect } from '@mantine/core';
import { hasRole, useUser } from '@/shared/api';
import { useDirectory } from '@/shared/directory';
import { Segments } from '@/shared/editing/Segments';
import { useFormats } from '@/shared/time';
import { DayInput } from '@/shared/ui/dates';
import { useT } from '../i18n';
import type { Span } from '../periods';
import { periods, type Period, type ReportsSearch } from '../routes';
import classes from './reports.module.css';

interface Props {
  search: ReportsSearch;
  period: Period;
  span: Span;
  onChange: (change: ReportsSearch) => void;
}

/** Of when, where and whom the figures are. */
export function PeriodPicker({ search, period, span, onChange }: Props) {
  const t = useT();
  const { date } = useFormats();
  return (
    <section className={classes.picker} aria-label={t('period')}>
      <Segments
        label={t('period')}
        value={period}
        onChange={(chosen) => onChange({ period: chosen, ...(chosen === 'custom' ? span : { from: undefined, until: undefined }) })}
        data={periods.map((value) => ({ value, label: t(`period.${value}`) }))}
      />
      {period === 'custom' ? (
        <>
          <DayInput w={150} clearable={false} label={t('from')} value={span.from} onChange={(day) => day && onChange({ from: day })} />
          <DayInput w={150} clearable={false} label={t('until')} value={span.until} onChange={(day) => day && onChange({ until: day })} />
        </>
      ) : (
        <p className={classes.span}>{t('span', { from: date(span.from, 'medium'), until: date(span.until, 'medium') })}</p>
      )}
      <Scope search={search} onChange={onChange} />
    </section>
  );
}

/** Who sees one person's or one site's figures alone has nothing to choose. */
function Scope({ search, onChange }: Pick<Props, 'search' | 'onChange'>) {
  const t = useT();
  const user = useUser();
  const { sites, practitioners } = useDirectory();
  if (!hasRole(user, 'admin', 'accountant', 'receptionist')) return null;
  return (
    <>
      {sites.length > 1 && (
        <NativeSelect
          label={t('site')}
          value={search.site ?? ''}
          onChange={({ currentTarget }) => onChange({ site: currentTarget.value || undefined })}
          data={[{ value: '', label: t('site.all') }, ...sites.map(({ id, name }) => ({ value: id, label: name }))]}
        />
      )}
      <NativeSelect
        label={t('practitioner')}
        value={search.practitioner ?? ''}
        onChange={({ currentTarget }) => onChange({ practitioner: currentTarget.value || undefined })}
        data={[{ value: '', label: t('practitioner.all') }, ...practitioners.map(({ id, title, first_name, last_name }) => ({ value: id, label: [title, first_name, last_name].filter(Boolean).join(' ') }))]}
      />
    </>
  );
}
