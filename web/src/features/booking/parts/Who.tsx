import { useLanguage } from '@/shared/i18n';
import { useT } from '../i18n';
import type { PublicPractitioner } from '../public';
import type { Place } from '../source';
import booking from './booking.module.css';
import classes from './public.module.css';

/** `Langues : français, anglais`; nothing when none is said. */
export function useSpoken(codes: string[]): string {
  const t = useT();
  const language = useLanguage();
  if (codes.length === 0) return '';
  const names = new Intl.DisplayNames(language, { type: 'language' });
  return t('public.languages', { list: codes.map((code) => names.of(code) ?? code).join(', ') });
}

/** Who receives, and where. `brief` beside the times: what for and where was read before. */
export function Who({ practitioner, sites, brief }: { practitioner: PublicPractitioner; sites: Place[]; brief: boolean }) {
  const spoken = useSpoken(practitioner.languages);
  return (
    <div className={classes.who}>
      <p className={booking.strong}>{practitioner.specialty}</p>
      {!brief && spoken && <p className={booking.soft}>{spoken}</p>}
      {!brief && (
        <ul className={classes.places}>
          {sites.map((site) => <li key={site.id}><Where site={site} /></li>)}
        </ul>
      )}
    </div>
  );
}

function Where({ site: { name, address, phone } }: { site: Place }) {
  return (
    <>
      <span className={booking.strong}>{name}</span>
      <address className={booking.soft}>
        {[address.line1, address.line2, `${address.postal_code} ${address.city}`].filter(Boolean).join(', ')}
        {phone && <>{' · '}<a href={`tel:${phone.replaceAll(' ', '')}`} className={classes.phone}>{phone}</a></>}
      </address>
    </>
  );
}
