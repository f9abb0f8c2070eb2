import { Button, SegmentedControl } from '@mantine/core';
import { IconMessages } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { hasRole, useUser } from '@/shared/api';
import { EmptyState, PageTitle } from '@/shared/ui';
import { useT } from '../i18n';
import { NewPost } from '../parts/Composer';
import { Feed } from '../parts/Feed';
import classes from '../parts/coaching.module.css';
import { feedRoute } from '../routes';

type View = 'all' | 'followed' | 'mine';

export default function FeedPage() {
  const t = useT();
  const navigate = useNavigate();
  const { view = 'all' } = feedRoute.useSearch();
  const staff = hasRole(useUser(), 'coach', 'practitioner', 'receptionist', 'accountant', 'admin');
  const choose = (next: string) => void navigate({ to: '/posts', search: { view: next === 'all' ? undefined : (next as 'followed' | 'mine') }, replace: true });
  const query = view === 'followed' ? { followed: true } : view === 'mine' ? { mine: true } : {};
  return (
    <div className={classes.column}>
      <PageTitle title={t('nav.feed')} text={t(staff ? 'feed.staffText' : 'feed.text')} />
      <NewPost />
      <SegmentedControl
        className={classes.views}
        aria-label={t('feed.view')}
        data={(['all', 'followed', 'mine'] as const).map((value) => ({ value, label: t(`feed.${value}`) }))}
        value={view}
        onChange={choose}
      />
      <Feed key={view} query={query} empty={<Nothing view={view} />} />
    </div>
  );
}

function Nothing({ view }: { view: View }) {
  const t = useT();
  if (view === 'followed') {
    return (
      <EmptyState icon={IconMessages} title={t('feed.noneFollowed')} text={t('feed.noneFollowedText')}>
        <Button component={Link} to="/coaches" variant="default">{t('feed.seeCoaches')}</Button>
      </EmptyState>
    );
  }
  return <EmptyState icon={IconMessages} title={t(view === 'mine' ? 'feed.noneMine' : 'feed.none')} text={t('feed.noneText')} />;
}
