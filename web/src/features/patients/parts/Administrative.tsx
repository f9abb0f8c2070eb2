import { Card, Title } from '@mantine/core';
import type { Schema } from '@/shared/api';
import { useLanguage } from '@/shared/i18n';
import { useT as useShared } from '@/shared/i18n/shared';
import { useFormats } from '@/shared/time';
import { useT } from '../i18n';
import classes from './patients.module.css';

function useAddress({ address }: Schema['Patient']) {
  const names = new Intl.DisplayNames([useLanguage()], { type: 'region' });
  if (!address) return undefined;
  const { line1, line2, postal_code, city, country } = address;
  return [line1, line2, `${postal_code} ${city}`, country === 'FR' ? undefined : names.of(country)].filter(Boolean).join('\n');
}

/** The administrative record; what is not known says so, so that somebody asks. */
export function Administrative({ patient }: { patient: Schema['Patient'] }) {
  const t = useT();
  const shared = useShared();
  const { date } = useFormats();
  const contact = patient.emergency_contact;
  const rows: [string, string | undefined][] = [
    [t('field.birthName'), patient.birth_name],
    [t('field.usedName'), patient.used_name],
    [t('field.firstName'), patient.first_name],
    [t('field.sex'), shared(`sex.${patient.sex}`)],
    [t('field.birthDate'), patient.birth_date && date(patient.birth_date, 'short')],
    [t('field.birthPlace'), patient.birth_place],
    [shared('address.title'), useAddress(patient)],
    [t('field.contact'), contact && [[contact.name, contact.relation && `(${contact.relation})`].filter(Boolean).join(' '), contact.phone].join('\n')],
    [t('field.language'), patient.language === 'fr' ? 'Français' : 'English'],
    [t('field.note'), patient.note],
    [t('field.account'), patient.user_id ? t('account.yes') : t('account.no')],
    [t('field.registered'), date(patient.created_at, 'medium')],
  ];
  return (
    <Card component="section" aria-labelledby="administrative">
      <Title order={2} mb="sm" id="administrative">{t('administrative')}</Title>
      <dl className={classes.data}>
        {rows.map(([label, value]) => (
          <div key={label} className={classes.pair}>
            <dt>{label}</dt>
            <dd>{value || <span className={classes.soft}>{t('unknown')}</span>}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
