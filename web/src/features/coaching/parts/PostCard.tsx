import { ActionIcon, Button, Card, Text } from '@mantine/core';
import { IconDots, IconHeart, IconHeartFilled, IconMessageCircle, IconPin } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useUser, hasRole } from '@/shared/api';
import type { Post } from '../api';
import { toggleLike } from '../cache';
import { useT } from '../i18n';
import { AuthorLine } from './AuthorLine';
import { Comments } from './Comments';
import { Composer } from './Composer';
import { PostActions } from './PostActions';
import { PostImages } from './PostImages';
import classes from './coaching.module.css';

interface Props {
  post: Post;
  /** Comments are open from the start: on the post's own page. */
  open?: boolean;
  onDeleted?: () => void;
  children?: ReactNode;
}

/** A post with all that can be done to it. Its text is shown as it was written, never run. */
export function PostCard({ post, open = false, onDeleted, children }: Props) {
  const t = useT();
  const [comments, showComments] = useState(open);
  const [more, showMore] = useState(false);
  const [editing, edit] = useState(false);
  if (editing) return <Card component="article"><Composer post={post} onDone={() => edit(false)} /></Card>;
  return (
    <Card component="article" className={classes.post} data-hidden={post.hidden || undefined} aria-label={t('post.by', { name: post.author_name })}>
      <div className={classes.postHead}>
        <AuthorLine author={post} at={post.created_at} edited={post.edited_at !== undefined} />
        {post.pinned && <span className={classes.pinned}><IconPin size={14} aria-hidden /> {t('post.pinned')}</span>}
        <ActionIcon variant="subtle" color="gray" aria-label={t('post.actions')} aria-expanded={more} onClick={() => showMore(!more)}><IconDots size={18} /></ActionIcon>
      </div>
      {more && <PostActions post={post} onEdit={() => edit(true)} onClose={() => showMore(false)} onDeleted={onDeleted} />}
      {post.hidden && <HiddenNote post={post} />}
      <PostText text={post.text} whole={open} />
      <PostImages post={post} />
      <div className={classes.postFoot}>
        <Button
          variant="subtle"
          size="compact-md"
          aria-pressed={post.liked}
          leftSection={post.liked ? <IconHeartFilled size={18} /> : <IconHeart size={18} />}
          onClick={() => void toggleLike(post)}
        >
          {post.likes > 0 ? t('post.likes', { count: post.likes }) : t('post.like')}
        </Button>
        <Button variant="subtle" size="compact-md" aria-expanded={comments} leftSection={<IconMessageCircle size={18} />} onClick={() => showComments(!comments)}>
          {post.comments > 0 ? t('post.comments', { count: post.comments }) : t('post.comment')}
        </Button>
      </div>
      {comments && <Comments post={post} />}
      {children}
    </Card>
  );
}

function HiddenNote({ post }: { post: Post }) {
  const t = useT();
  const moderator = hasRole(useUser(), 'admin');
  return (
    <p className={classes.hiddenNote}>
      {post.mine || !moderator ? t('post.hidden') : t('post.hiddenAdmin')}
      {post.hidden_reason && ` ${t('post.hiddenFor', { reason: post.hidden_reason })}`}
    </p>
  );
}

const longText = 600;

function PostText({ text, whole }: { text: string; whole: boolean }) {
  const t = useT();
  const [all, showAll] = useState(whole);
  const long = text.length > longText;
  const shown = all || !long ? text : `${text.slice(0, longText).replace(/\s+\S*$/, '')}…`;
  return (
    <div>
      <Text className={classes.text}>{shown}</Text>
      {long && !whole && <Button variant="subtle" size="compact-sm" onClick={() => showAll(!all)}>{all ? t('post.less') : t('post.more')}</Button>}
    </div>
  );
}
