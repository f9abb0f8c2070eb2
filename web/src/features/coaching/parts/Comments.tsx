import { ActionIcon, Button, Textarea } from '@mantine/core';
import { IconDots, IconEdit, IconEye, IconEyeOff, IconFlag, IconSend, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { hasRole, useUser } from '@/shared/api';
import { useT as useShared } from '@/shared/i18n/shared';
import { fullName, RowsLoading, ErrorState, toastProblem } from '@/shared/ui';
import { deleteComment, editComment, hideComment, reportComment, unhideComment, useComments, writeComment, type Comment, type Post } from '../api';
import { addComment, changeComments, dropComment, patchPost, rereadPosts } from '../cache';
import { useT } from '../i18n';
import { AuthorLine } from './AuthorLine';
import { ReportForm } from './ReportForm';
import { Sure } from './Sure';
import classes from './coaching.module.css';

const longest = 2000;

/** What people answered to a post, oldest first, and a place to answer. */
export function Comments({ post }: { post: Post }) {
  const t = useT();
  const shared = useShared();
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useComments(post.id);
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className={classes.comments} aria-label={t('post.comments', { count: post.comments })}>
      {isPending && <RowsLoading rows={Math.max(1, Math.min(4, post.comments))} height={48} />}
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {data && items.length === 0 && <p className={classes.soft}>{t('comments.none')}</p>}
      <ul className={classes.plainList}>{items.map((comment) => <li key={comment.id}><One post={post} comment={comment} /></li>)}</ul>
      {hasNextPage && <Button variant="default" size="compact-sm" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{shared('action.more')}</Button>}
      <Answer post={post} />
    </section>
  );
}

function Answer({ post }: { post: Post }) {
  const t = useT();
  const me = useUser();
  const [text, type] = useState('');
  const send = async () => {
    const words = text.trim();
    if (!words) return;
    const id = crypto.randomUUID();
    type('');
    addComment(post.id, { id, author_name: fullName(me), author_kind: 'member', mine: true, text: words, created_at: new Date().toISOString(), hidden: false, version: 0 });
    try {
      const made = await writeComment(post.id, words);
      changeComments(post.id, (items) => items.map((one) => (one.id === id ? made : one)));
    } catch (error) {
      dropComment(post.id, id);
      type(words); // nothing typed is ever lost
      toastProblem(error);
    }
  };
  return (
    <form className={classes.answer} onSubmit={(event) => { event.preventDefault(); void send(); }}>
      <Textarea
        aria-label={t('comments.label')}
        placeholder={t('comments.placeholder')}
        autosize
        minRows={1}
        maxRows={8}
        maxLength={longest}
        value={text}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send(); }}
      />
      <ActionIcon type="submit" size="lg" aria-label={t('comments.send')} disabled={!text.trim()}><IconSend size={18} /></ActionIcon>
    </form>
  );
}

function One({ post, comment }: { post: Post; comment: Comment }) {
  const t = useT();
  const [more, showMore] = useState(false);
  const [editing, edit] = useState(false);
  const sending = comment.version === 0;
  return (
    <div className={classes.comment} data-hidden={comment.hidden || undefined} aria-busy={sending || undefined}>
      <div className={classes.postHead}>
        <AuthorLine author={comment} at={comment.created_at} edited={comment.edited_at !== undefined} small />
        {!sending && (
          <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t('comments.actions', { name: comment.author_name })} aria-expanded={more} onClick={() => showMore(!more)}>
            <IconDots size={16} />
          </ActionIcon>
        )}
      </div>
      {comment.hidden && <p className={classes.hiddenNote}>{t('comments.hidden')}</p>}
      {editing ? <Edit post={post} comment={comment} onDone={() => edit(false)} /> : <p className={classes.text}>{comment.text}</p>}
      {more && <Actions post={post} comment={comment} onEdit={() => { showMore(false); edit(true); }} onClose={() => showMore(false)} />}
    </div>
  );
}

function Edit({ post, comment, onDone }: { post: Post; comment: Comment; onDone: () => void }) {
  const t = useT();
  const [text, type] = useState(comment.text);
  const save = async () => {
    try {
      const fresh = await editComment(post.id, comment, text.trim());
      changeComments(post.id, (items) => items.map((one) => (one.id === comment.id ? fresh : one)));
      onDone();
    } catch (error) {
      toastProblem(error);
      void rereadPosts();
    }
  };
  return (
    <form className={classes.inlineForm} onSubmit={(event) => { event.preventDefault(); void save(); }}>
      <Textarea aria-label={t('comments.label')} autosize minRows={1} maxRows={8} maxLength={longest} autoFocus value={text} onChange={(event) => type(event.currentTarget.value)} />
      <div className={classes.actions}>
        <Button type="submit" size="compact-sm" disabled={!text.trim()}>{t('write.save')}</Button>
        <Button variant="default" size="compact-sm" onClick={onDone}>{t('write.cancel')}</Button>
      </div>
    </form>
  );
}

function Actions({ post, comment, onEdit, onClose }: { post: Post; comment: Comment; onEdit: () => void; onClose: () => void }) {
  const t = useT();
  const moderator = hasRole(useUser(), 'admin');
  const [step, go] = useState<'menu' | 'report' | 'delete'>('menu');
  const remove = async () => {
    dropComment(post.id, comment.id, !comment.hidden);
    try {
      await deleteComment(post.id, comment.id);
    } catch (error) {
      toastProblem(error);
    }
    void rereadPosts();
  };
  const setHidden = async (hidden: boolean) => {
    const become = (value: boolean) => changeComments(post.id, (items) => items.map((one) => (one.id === comment.id ? { ...one, hidden: value } : one)));
    onClose();
    become(hidden);
    try {
      await (hidden ? hideComment(post.id, comment.id) : unhideComment(post.id, comment.id));
      patchPost(post.id, (now) => ({ ...now, comments: now.comments + (hidden ? -1 : 1) }));
    } catch (error) {
      become(!hidden);
      toastProblem(error);
    }
  };
  if (step === 'report') return <ReportForm send={(report) => reportComment(post.id, comment.id, report)} onClose={onClose} />;
  if (step === 'delete') return <Sure text={t('comments.deleteSure')} yes={t('post.delete')} onYes={() => void remove()} onNo={() => go('menu')} />;
  return (
    <div className={classes.actions}>
      {comment.mine && <Button variant="default" size="compact-sm" leftSection={<IconEdit size={15} />} onClick={onEdit}>{t('post.edit')}</Button>}
      {comment.mine && <Button variant="default" size="compact-sm" leftSection={<IconTrash size={15} />} onClick={() => go('delete')}>{t('post.delete')}</Button>}
      {!comment.mine && <Button variant="default" size="compact-sm" leftSection={<IconFlag size={15} />} onClick={() => go('report')}>{t('post.report')}</Button>}
      {moderator && (
        <Button variant="default" size="compact-sm" leftSection={comment.hidden ? <IconEye size={15} /> : <IconEyeOff size={15} />} onClick={() => void setHidden(!comment.hidden)}>
          {comment.hidden ? t('post.unhide') : t('post.hide')}
        </Button>
      )}
    </div>
  );
}
