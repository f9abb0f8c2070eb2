import { Button, TextInput } from '@mantine/core';
import { IconEdit, IconEye, IconEyeOff, IconFlag, IconPin, IconPinnedOff, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { hasRole, useUser } from '@/shared/api';
import { toast, toastProblem } from '@/shared/ui';
import { deletePost, hidePost, pinPost, reportPost, unhidePost, unpinPost, type Post } from '../api';
import { dropPost, patchPost, rereadPosts } from '../cache';
import { useT } from '../i18n';
import { ReportForm } from './ReportForm';
import { Sure } from './Sure';
import classes from './coaching.module.css';

interface Props {
  post: Post;
  onEdit: () => void;
  onClose: () => void;
  onDeleted?: () => void;
}

/** Shows the change at once, and takes it back when the server refuses. */
async function changed(post: Post, change: Partial<Post>, call: () => Promise<Post>, done?: string) {
  patchPost(post.id, (now) => ({ ...now, ...change }));
  try {
    const fresh = await call();
    patchPost(post.id, () => fresh);
    if (done) toast({ text: done });
  } catch (error) {
    patchPost(post.id, () => post);
    toastProblem(error);
  }
  void rereadPosts();
}

export function PostActions({ post, onEdit, onClose, onDeleted }: Props) {
  const t = useT();
  const [step, go] = useState<'menu' | 'report' | 'hide' | 'delete'>('menu');
  const moderator = hasRole(useUser(), 'admin');
  const remove = async () => {
    dropPost(post.id);
    try {
      await deletePost(post.id);
      toast({ text: t('post.deleted') });
      onDeleted?.();
    } catch (error) {
      toastProblem(error);
    }
    void rereadPosts();
  };
  if (step === 'report') return <ReportForm send={(report) => reportPost(post.id, report)} onClose={onClose} />;
  if (step === 'hide') return <HideForm post={post} onClose={onClose} />;
  if (step === 'delete') return <Sure text={t('post.deleteSure')} yes={t('post.delete')} onYes={() => void remove()} onNo={() => go('menu')} />;
  return (
    <div className={classes.actions}>
      {post.mine && <Button variant="default" size="compact-sm" leftSection={<IconEdit size={15} />} onClick={onEdit}>{t('post.edit')}</Button>}
      {post.mine && <Button variant="default" size="compact-sm" leftSection={<IconTrash size={15} />} onClick={() => go('delete')}>{t('post.delete')}</Button>}
      {!post.mine && <Button variant="default" size="compact-sm" leftSection={<IconFlag size={15} />} onClick={() => go('report')}>{t('post.report')}</Button>}
      {moderator && !post.hidden && <Button variant="default" size="compact-sm" leftSection={<IconEyeOff size={15} />} onClick={() => go('hide')}>{t('post.hide')}</Button>}
      {moderator && post.hidden && (
        <Button variant="default" size="compact-sm" leftSection={<IconEye size={15} />} onClick={() => { onClose(); void changed(post, { hidden: false }, () => unhidePost(post.id)); }}>{t('post.unhide')}</Button>
      )}
      {moderator && (
        <Button
          variant="default"
          size="compact-sm"
          leftSection={post.pinned ? <IconPinnedOff size={15} /> : <IconPin size={15} />}
          onClick={() => { onClose(); void changed(post, { pinned: !post.pinned }, () => (post.pinned ? unpinPost(post.id) : pinPost(post.id))); }}
        >
          {post.pinned ? t('post.unpin') : t('post.pin')}
        </Button>
      )}
    </div>
  );
}

function HideForm({ post, onClose }: { post: Post; onClose: () => void }) {
  const t = useT();
  const [reason, type] = useState('');
  return (
    <form
      className={classes.inlineForm}
      onSubmit={(event) => {
        event.preventDefault();
        onClose();
        void changed(post, { hidden: true, hidden_reason: reason.trim() || undefined }, () => hidePost(post.id, reason.trim()), t('post.hidDone'));
      }}
    >
      <TextInput label={t('post.hideReason')} maxLength={300} value={reason} onChange={(event) => type(event.currentTarget.value)} autoFocus />
      <div className={classes.actions}>
        <Button type="submit" size="compact-md">{t('post.hide')}</Button>
        <Button variant="default" size="compact-md" onClick={onClose}>{t('write.cancel')}</Button>
      </div>
    </form>
  );
}
