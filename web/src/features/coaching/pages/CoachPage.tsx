import { Button, Card, Title } from '@mantine/core';
import { IconArrowLeft, IconCalendarPlus, IconUserCheck, IconUserOff, IconUserPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { hasRole, queries, toProblem, useSession } from '@/shared/api';
import { useT as useShared } from '@/shared/i18n/shared';
import { useFormats } from '@/shared/time';
import { EmptyState, ErrorState, PageLoading, PageTitle, toastProblem } from '@/shared/ui';
import { follow, unfollow, useCoach, type Coach } from '../api';
import { useT } from '../i18n';
import { Portrait, Specialties, useLanguageNames } from '../parts/CoachParts';
import { Feed } from '../parts/Feed';
import classes from '../parts/coaching.module.css';
import { coachRoute } from '../routes';

export default function CoachPage() {
  const t = useT();
  const { id } = coachRoute.useParams();
  const session = useSession();
  const { data: coach, error, isPending, refetch } = useCoach(id);
  const back = <Button component={Link} to="/coaches" variant="subtle" leftSection={<IconArrowLeft size={16} />}>{t('coach.back')}</Button>;
  if (isPending) return <PageLoading />;
  if (!coach && toProblem(error).status === 404) return <EmptyState page icon={IconUserOff} title={t('coach.gone')} text={t('coach.goneText')}>{back}</EmptyState>;
  if (!coach) return <ErrorState error={error} retry={() => void refetch()} />;
  return (
    <div className={classes.wide}>
      <PageTitle title={coach.name} text={coach.headline}>{back}</PageTitle>
      {!coach.published && <p className={classes.hiddenNote}>{t('coach.unpublished')} <Link to="/my-page">{t('coach.edit')}</Link></p>}
      <div className={classes.coachLayout}>
        <About coach={coach} />
        <Offers coach={coach} />
        {session.phase === 'in' && (
          <section className={classes.coachPosts}>
            <Title order={2} mb="sm">{t('coach.posts')}</Title>
            <Feed query={{ coach_id: coach.id }} empty={<p className={classes.soft}>{t('coach.noPosts')}</p>} />
          </section>
        )}
      </div>
    </div>
  );
}

function About({ coach }: { coach: Coach }) {
  const t = useT();
  const languages = useLanguageNames(coach.languages);
  return (
    <Card className={classes.coachAbout}>
      <div className={classes.coachHead}>
        <Portrait coach={coach} size={84} />
        <div>
          <Specialties list={coach.specialties} />
          <FollowLine coach={coach} />
        </div>
      </div>
      {coach.about && (
        <>
          <Title order={2} size="h4" mt="md" mb={4}>{t('coach.about')}</Title>
          <p className={classes.text}>{coach.about}</p>
        </>
      )}
      <dl className={classes.facts}>
        {coach.languages.length > 0 && <><dt>{t('coach.languages')}</dt><dd>{languages}</dd></>}
        {coach.sites.length > 0 && <><dt>{t('coach.where')}</dt><dd>{coach.sites.map((site) => <div key={site}>{site}</div>)}</dd></>}
      </dl>
    </Card>
  );
}

function FollowLine({ coach }: { coach: Coach }) {
  const t = useT();
  const session = useSession();
  const [wish, setWish] = useState<boolean>();
  const followed = wish ?? coach.followed;
  const count = coach.followers + (followed === coach.followed ? 0 : followed ? 1 : -1);
  const toggle = async () => {
    setWish(!followed);
    try {
      await (followed ? unfollow(coach.id) : follow(coach.id));
      await queries.invalidateQueries({ predicate: ({ queryKey }) => /^\/api\/(coaches|posts)/.test(String(queryKey[1])) });
    } catch (error) {
      toastProblem(error);
    }
    setWish(undefined);
  };
  return (
    <div className={classes.followLine}>
      {session.phase === 'in' && (
        <Button size="compact-md" variant={followed ? 'default' : 'light'} aria-pressed={followed} leftSection={followed ? <IconUserCheck size={16} /> : <IconUserPlus size={16} />} onClick={() => void toggle()}>
          {t(followed ? 'coach.followed' : 'coach.follow')}
        </Button>
      )}
      <span className={classes.soft}>{t('coach.followers', { count })}</span>
    </div>
  );
}

function Offers({ coach }: { coach: Coach }) {
  const t = useT();
  const shared = useShared();
  const { money } = useFormats();
  const session = useSession();
  const stranger = session.phase !== 'in';
  const books = stranger || hasRole(session.user, 'patient');
  return (
    <Card className={classes.offers}>
      <Title order={2} size="h4" mb="xs">{t('coach.offers')}</Title>
      {!coach.bookable && <p className={classes.soft}>{t('coach.noOffers')}</p>}
      <ul className={classes.plainList}>
        {coach.offers.map((offer) => (
          <li key={offer.visit_type_id} className={classes.offer}>
            <div className={classes.offerLine}><strong>{offer.name}</strong><span className={classes.price}>{money(offer.price)}</span></div>
            <span className={classes.soft}>{[shared('time.minutes', { count: offer.duration_minutes }), ...offer.modes.map((mode) => shared(`mode.${mode}`))].join(' · ')}</span>
            {coach.bookable && books && (
              <Button component={Link} to="/book" search={{ practitioner: coach.id, type: offer.visit_type_id } as never} leftSection={<IconCalendarPlus size={16} />} mt="xs">{t('coach.book')}</Button>
            )}
          </li>
        ))}
      </ul>
      {coach.bookable && stranger && <p className={classes.soft}>{t('coach.bookHint')}</p>}
    </Card>
  );
}
