import { Button } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import { useT as useShared } from '@/shared/i18n/shared';
import { ErrorState, RowsLoading } from '@/shared/ui';
import { useFeed, type FeedQuery, type Post } from '../api';
import { useT } from '../i18n';
import { PostCard } from './PostCard';
import classes from './coaching.module.css';

interface Props {
  query: FeedQuery;
  empty: ReactNode;
  below?: (post: Post) => ReactNode;
}

/** Posts without end: the next page is read when its beginning comes near, or by the button. */
export function Feed({ query, empty, below }: Props) {
  const t = useT();
  const shared = useShared();
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useFeed(query);
  const posts = data?.pages.flatMap((page) => page.items) ?? [];
  if (isPending) return <RowsLoading rows={3} height={160} />;
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (posts.length === 0) return empty;
  return (
    <div className={classes.feed}>
      <div className={classes.feed} role="feed" aria-busy={isFetchingNextPage}>
        {posts.map((post) => <PostCard key={post.id} post={post}>{below?.(post)}</PostCard>)}
      </div>
      {error && <ErrorState error={error} retry={() => void fetchNextPage()} />}
      {hasNextPage && !error && (
        <>
          <Sentinel reached={() => { if (!isFetchingNextPage) void fetchNextPage(); }} />
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{shared('action.more')}</Button>
        </>
      )}
      {!hasNextPage && posts.length > 5 && <p className={classes.end}>{t('feed.end')}</p>}
    </div>
  );
}

/** Tells when the end of the list comes near. */
function Sentinel({ reached }: { reached: () => void }) {
  const mark = useRef<HTMLDivElement>(null);
  const call = useRef(reached);
  call.current = reached;
  useEffect(() => {
    if (!mark.current || typeof IntersectionObserver === 'undefined') return undefined;
    const observer = new IntersectionObserver((entries) => { if (entries.some((entry) => entry.isIntersecting)) call.current(); }, { rootMargin: '600px' });
    observer.observe(mark.current);
    return () => observer.disconnect();
  }, []);
  return <div ref={mark} />;
}
