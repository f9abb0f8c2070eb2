import { Button, SegmentedControl } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useT as useShared } from '@/shared/i18n/shared';
import { useFormats } from '@/shared/time';
import { EmptyState, ErrorState, PageTitle, RowsLoading, toast, toastProblem } from '@/shared/ui';
import { hideComment, settleReports, useReports, type Post } from '../api';
import { dropPost, rereadPosts } from '../cache';
import { useT } from '../i18n';
import { Feed } from '../parts/Feed';
import classes from '../parts/coaching.module.css';
import { moderationRoute } from '../routes';

export default function ModerationPage() {
  const t = useT();
  const navigate = useNavigate();
  const { view } = moderationRoute.useSearch();
  return (
    <div className={classes.column}>
      <PageTitle title={t('nav.moderation')} text={t('mod.text')} />
      <SegmentedControl
        className={classes.views}
        aria-label={t('mod.view')}
        data={[{ value: 'reported', label: t('mod.reported') }, { value: 'hidden', label: t('mod.hidden') }]}
        value={view ?? 'reported'}
        onChange={(next) => void navigate({ to: '/admin/moderation', search: { view: next === 'hidden' ? 'hidden' : undefined }, replace: true })}
      />
      <Feed
        key={view ?? 'reported'}
        query={view === 'hidden' ? { hidden: true } : { reported: true }}
        below={(post) => (post.reports ?? 0) > 0 && <Reports post={post} />}
        empty={<EmptyState icon={IconShieldCheck} title={t(view === 'hidden' ? 'mod.noneHidden' : 'mod.none')} text={view === 'hidden' ? undefined : t('mod.noneText')} />}
      />
    </div>
  );
}

/** What people said is wrong with a post, and what to do about it. */
function Reports({ post }: { post: Post }) {
  const t = useT();
  const shared = useShared();
  const { ago } = useFormats();
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage } = useReports(post.id);
  const open = data?.pages.flatMap((page) => page.items).filter((report) => !report.settled_at) ?? [];
  const settle = async () => {
    dropPost(post.id);
    try {
      await settleReports(post.id);
      toast({ text: t('mod.settled') });
    } catch (problem) {
      toastProblem(problem);
    }
    void rereadPosts();
  };
  const hide = async (comment: string) => {
    try {
      await hideComment(post.id, comment);
      toast({ text: t('mod.commentHidden') });
    } catch (problem) {
      toastProblem(problem);
    }
    void rereadPosts();
  };
  return (
    <section className={classes.reports} aria-label={t('mod.reports', { count: post.reports ?? 0 })}>
      <h2>{t('mod.reports', { count: post.reports ?? 0 })}</h2>
      {isPending && <RowsLoading rows={1} />}
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      <ul className={classes.plainList}>
        {open.map((report) => (
          <li key={report.id} className={classes.report}>
            <div><strong>{t(`report.${report.reason}`)}</strong> <span className={classes.soft}>{t('mod.by', { name: report.reporter_name })} · {ago(report.at)}</span></div>
            {report.detail && <p className={classes.text}>{report.detail}</p>}
            {report.comment_id && (
              <div className={classes.quoted}>
                <span className={classes.soft}>{t('mod.aboutComment')}</span>
                <p className={classes.text}>{report.comment_text}</p>
                <Button variant="default" size="compact-sm" onClick={() => void hide(report.comment_id ?? '')}>{t('mod.hideComment')}</Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      <div className={classes.actions}>
        {hasNextPage && <Button variant="default" size="compact-sm" onClick={() => void fetchNextPage()}>{shared('action.more')}</Button>}
        <Button variant="default" size="compact-sm" onClick={() => void settle()}>{t('mod.settle')}</Button>
      </div>
    </section>
  );
}
