import { Title } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { fullName } from '@/shared/ui';
import { useT } from '../i18n';
import { publicPath, type PublicPractitioner } from '../public';
import { useCatalogue } from '../source';
import booking from './booking.module.css';
import classes from './public.module.css';
import { useSpoken } from './Who';

/** Everybody who takes bookings, each with a page of their own. */
export function People({ practitioners, embed }: { practitioners: PublicPractitioner[]; embed: 1 | undefined }) {
  const t = useT();
  return (
    <>
      <Title order={2} mb="sm">{t('public.people')}</Title>
      <ul className={classes.people}>
        {practitioners.map((one) => (
          <li key={one.id}>
            <Link to={publicPath(one.slug)} search={{ embed }} className={classes.person}>
              <Facts practitioner={one} />
              <IconChevronRight size={18} aria-hidden />
            </Link>
          </li>
        ))}
      </ul>
      <Title order={2} mb="sm">{t('public.types')}</Title>
    </>
  );
}

function Facts({ practitioner }: { practitioner: PublicPractitioner }) {
  const { site } = useCatalogue();
  const spoken = useSpoken(practitioner.languages);
  const places = practitioner.site_ids.flatMap((id) => site(id)?.name ?? []);
  return (
    <span>
      <span className={booking.typeName}>{fullName(practitioner)}</span>
      <br />
      <span className={booking.soft}>{[practitioner.specialty, ...places].join(' · ')}</span>
      {spoken && <><br /><span className={booking.soft}>{spoken}</span></>}
    </span>
  );
}
