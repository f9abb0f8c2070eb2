import { Button } from '@mantine/core';
import { IconArrowLeft, IconMessageOff } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { toProblem } from '@/shared/api';
import { EmptyState, ErrorState, PageLoading, PageTitle } from '@/shared/ui';
import { usePost } from '../api';
import { useT } from '../i18n';
import { PostCard } from '../parts/PostCard';
import classes from '../parts/coaching.module.css';
import { postRoute } from '../routes';

export default function PostPage() {
  const t = useT();
  const navigate = useNavigate();
  const { id } = postRoute.useParams();
  const { data, error, isPending, refetch } = usePost(id);
  const back = <Button component={Link} to="/posts" variant="subtle" leftSection={<IconArrowLeft size={16} />}>{t('feed.back')}</Button>;
  if (isPending) return <PageLoading />;
  if (!data && toProblem(error).status === 404) return <EmptyState page icon={IconMessageOff} title={t('post.gone')} text={t('post.goneText')}>{back}</EmptyState>;
  if (!data) return <ErrorState error={error} retry={() => void refetch()} />;
  return (
    <div className={classes.column}>
      <PageTitle title={t('post.by', { name: data.author_name })}>{back}</PageTitle>
      <PostCard post={data} open onDeleted={() => void navigate({ to: '/posts' })} />
    </div>
  );
}
