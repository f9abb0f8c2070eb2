import { useDirectory } from '@/shared/directory';
import { useT as useShared } from '@/shared/i18n/shared';
import { useSiteZone } from '@/shared/site';
import { useFormats } from '@/shared/time';
import { fullName } from '@/shared/ui';
import type { Offer, WishLine } from './api';
import { useT } from './i18n';

type Days = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** What would suit, in one line: « Dr Martin · Lun., Mar. · de 09:00 à 12:00 · avant le 20 juin 2026 ». */
export function useWishWords() {
  const t = useT();
  const { date } = useFormats();
  const directory = useDirectory();
  const hours = ({ earliest, latest }: WishLine) => {
    if (earliest && latest) return t('between', { from: earliest, until: latest });
    if (earliest) return t('from', { from: earliest });
    return latest ? t('to', { until: latest }) : undefined;
  };
  return (wish: WishLine) => {
    const people = wish.practitioner_ids.map((id) => directory.practitioner(id)).filter((one) => one !== undefined);
    return {
      what: directory.visitType(wish.visit_type_id)?.name ?? '',
      where: directory.site(wish.site_id)?.name ?? '',
      wish: [
        people.length > 0 ? people.map(fullName).join(', ') : t('field.anyone'),
        wish.weekdays.length > 0 ? wish.weekdays.map((day) => t(`day.${day as Days}`)).join(' ') : t('anyDay'),
        hours(wish),
        t('until', { day: date(wish.until, 'medium') }),
      ].filter(Boolean).join(' · '),
    };
  };
}

/** The words of an offered time, on the clock of its site. */
export function useOfferWords() {
  const t = useT();
  const shared = useShared();
  const { date, time } = useFormats();
  const ownZone = useSiteZone();
  const directory = useDirectory();
  return (offer: Offer) => {
    const site = directory.site(offer.site_id);
    const zone = site?.time_zone ?? ownZone;
    const practitioner = directory.practitioner(offer.practitioner_id);
    return {
      what: directory.visitType(offer.visit_type_id)?.name ?? '',
      when: t('place.whenValue', { day: date(offer.starts_at, 'long', zone), time: time(offer.starts_at, zone) }),
      who: practitioner ? fullName(practitioner) : '',
      where: offer.mode === 'on_site' ? (site?.name ?? '') : shared(`mode.${offer.mode}`),
      until: t('place.whenValue', { day: date(offer.expires_at, 'long', zone), time: time(offer.expires_at, zone) }),
    };
  };
}
