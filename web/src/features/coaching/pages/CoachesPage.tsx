import { Button, Card, Chip, Group } from '@mantine/core';
import '@mantine/core/styles/Chip.css';
import { IconHeartHandshake } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useLanguage } from '@/shared/i18n';
import { useT as useShared } from '@/shared/i18n/shared';
import { useFormats } from '@/shared/time';
import { EmptyState, ErrorState, PageTitle, RowsLoading } from '@/shared/ui';
import { useCoaches, useSpecialties, type Coach } from '../api';
import { useT } from '../i18n';
import { Portrait, Specialties, specialtyName } from '../parts/CoachParts';
import classes from '../parts/coaching.module.css';
import { coachesRoute } from '../routes';

export default function CoachesPage() {
  const t = useT();
  const shared = useShared();
  const { specialty } = coachesRoute.useSearch();
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useCoaches(specialty);
  const coaches = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div>
      <PageTitle title={t('coaches.title')} text={t('coaches.text')} />
      <Filter chosen={specialty} />
      {isPending && <RowsLoading rows={3} height={140} />}
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {data && coaches.length === 0 && (
        <EmptyState icon={IconHeartHandshake} title={t(specialty ? 'coaches.noneFor' : 'coaches.none')} text={specialty && t('coaches.noneForText')} />
      )}
      <ul className={classes.cards}>{coaches.map((coach) => <li key={coach.id}><CoachCard coach={coach} /></li>)}</ul>
      {hasNextPage && <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{shared('action.more')}</Button>}
    </div>
  );
}

function Filter({ chosen }: { chosen?: string }) {
  const t = useT();
  const language = useLanguage();
  const navigate = useNavigate();
  const { data } = useSpecialties();
  const list = data?.pages.flatMap((page) => page.items) ?? [];
  if (list.length === 0) return null;
  return (
    <Chip.Group value={chosen ?? ''} onChange={(slug) => void navigate({ to: '/coaches', search: { specialty: slug === '' ? undefined : String(slug) }, replace: true })}>
      <Group gap={8} mb="md" role="radiogroup" aria-label={t('coaches.filter')}>
        <Chip value="" size="sm">{t('coaches.all')}</Chip>
        {list.map((one) => <Chip key={one.id} value={one.slug} size="sm">{specialtyName(one, language)}</Chip>)}
      </Group>
    </Chip.Group>
  );
}

function CoachCard({ coach }: { coach: Coach }) {
  const t = useT();
  const { money } = useFormats();
  const cheapest = coach.offers.map(({ price }) => price).sort((a, b) => a.amount - b.amount)[0];
  return (
    <Card className={classes.coachCard}>
      <div className={classes.coachHead}>
        <Portrait coach={coach} size={56} />
        <div>
          <h2 className={classes.coachName}><Link to="/coaches/$id" params={{ id: coach.id }} className={classes.cardLink}>{coach.name}</Link></h2>
          <p className={classes.headline}>{coach.headline}</p>
        </div>
      </div>
      <Specialties list={coach.specialties} />
      <p className={classes.soft}>{[...coach.sites, cheapest && t('coaches.from', { price: money(cheapest) })].filter(Boolean).join(' · ')}</p>
    </Card>
  );
}
