import { Button, Card, CloseButton, FileButton, Loader, Text, Textarea } from '@mantine/core';
import { IconPhotoPlus } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { FormProblem, toast } from '@/shared/ui';
import { editPost, writePost, type Post } from '../api';
import { patchPost, rereadPosts } from '../cache';
import { useT } from '../i18n';
import { mostImages, usePictures, type Picture } from '../pictures';
import { imageTypes } from '../upload';
import classes from './coaching.module.css';

const longest = 5000;

/** Writes a post, or changes one. What was typed stays until the server has it. */
export function Composer({ post, onDone }: { post?: Post; onDone?: () => void }) {
  const t = useT();
  const [text, type] = useState(post?.text ?? '');
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const pictures = usePictures(post?.image_ids ?? []);
  const key = useRef(crypto.randomUUID());
  const left = longest - [...text.trim()].length;
  const ready = text.trim() !== '' && left >= 0 && !pictures.sending;

  const save = async () => {
    const body = { text: text.trim(), image_ids: pictures.ids };
    if (post) {
      const fresh = await editPost(post, body);
      patchPost(post.id, () => fresh);
    } else {
      await writePost(body, { 'Idempotency-Key': key.current });
      key.current = crypto.randomUUID();
      type('');
      pictures.clear();
    }
    toast({ text: t(post ? 'write.saved' : 'write.published') });
    void rereadPosts();
    onDone?.();
  };
  const submit = async () => {
    if (!ready || busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await save();
    } catch (error) {
      setProblem(error);
      key.current = crypto.randomUUID();
    }
    setBusy(false);
  };

  return (
    <form className={classes.composer} onSubmit={(event) => { event.preventDefault(); void submit(); }}>
      <FormProblem problem={problem} />
      <Textarea
        aria-label={t('write.label')}
        placeholder={t('write.placeholder')}
        autosize
        minRows={post ? 4 : 2}
        maxRows={16}
        value={text}
        error={left < 0 ? t('write.tooLong', { count: -left }) : undefined}
        autoFocus={post !== undefined}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit(); }}
      />
      <Previews list={pictures.list} onRemove={pictures.remove} />
      {pictures.fault && <p role="alert" className={classes.problem}>{pictures.fault}</p>}
      <div className={classes.composerFoot}>
        <FileButton multiple accept={imageTypes.join(',')} onChange={pictures.add}>
          {(props) => (
            <Button {...props} variant="default" leftSection={<IconPhotoPlus size={16} />} disabled={pictures.list.length >= mostImages}>{t('write.addImages')}</Button>
          )}
        </FileButton>
        <Text size="sm" c="dimmed" className={classes.composerHint}>{left <= 200 && left >= 0 ? t('write.left', { count: left }) : t('write.hint')}</Text>
        {post && <Button variant="default" onClick={onDone}>{t('write.cancel')}</Button>}
        <Button type="submit" loading={busy} disabled={!ready}>{t(post ? 'write.save' : 'write.publish')}</Button>
      </div>
    </form>
  );
}

function Previews({ list, onRemove }: { list: Picture[]; onRemove: (key: string) => void }) {
  const t = useT();
  if (list.length === 0) return null;
  return (
    <ul className={classes.previews}>
      {list.map(({ key, name, src, id }) => (
        <li key={key} className={classes.preview} data-sending={!id || undefined}>
          <img src={src} alt={name} />
          {!id && <Loader size="sm" className={classes.previewWait} aria-label={t('write.sending')} />}
          <CloseButton className={classes.previewClose} size="sm" aria-label={t('write.removeImage', { name })} onClick={() => onRemove(key)} />
        </li>
      ))}
    </ul>
  );
}

/** The composer at the top of the feed. */
export function NewPost() {
  return <Card className={classes.newPost}><Composer /></Card>;
}
