import { Button, Group, Text } from '@mantine/core';
import { IconPhotoUp, IconTrash } from '@tabler/icons-react';
import { useRef, useState, type DragEvent } from 'react';
import { problemText, toProblem, useUser } from '@/shared/api';
import { toast, useDeed, withUndo } from '@/shared/ui';
import { largestPicture, removePicture, setPicture } from './change';
import { useT } from './i18n';
import UserPicture from './UserPicture';
import classes from './picture.module.css';

/** One's own picture: chosen, let fall here, replaced, taken away (and back). */
export function PictureField() {
  const t = useT();
  const user = useUser();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [problem, setProblem] = useState<string>();
  const { busy, run } = useDeed();

  const send = (file: File | undefined) => {
    if (!file) return;
    setProblem(file.size > largestPicture ? t('tooLarge') : undefined);
    if (file.size > largestPicture) return;
    const deed = async () => {
      await setPicture(file);
      toast({ text: t('set') });
    };
    void run(deed, (error) => setProblem(toProblem(error).errors?.[0]?.detail ?? problemText(error)));
  };
  const remove = async () => {
    setProblem(undefined);
    const back = await removePicture(user);
    if (back) withUndo(t('removed'), back);
    else toast({ text: t('removed') });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    send(event.dataTransfer.files[0]);
  };
  return (
    <section
      className={classes.field}
      aria-label={t('title')}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <UserPicture person={user} size={72} variant="filled" />
      <div className={classes.words}>
        <Text size="sm" c="dimmed" mb={8}>{over ? t('drop') : t('text')}</Text>
        <Group gap={8}>
          <Button size="xs" variant="default" loading={busy} leftSection={<IconPhotoUp size={16} />} onClick={() => input.current?.click()}>
            {user.avatar ? t('replace') : t('choose')}
          </Button>
          {user.avatar && (
            <Button size="xs" variant="subtle" color="gray" disabled={busy} leftSection={<IconTrash size={16} />} onClick={() => void run(remove)}>
              {t('remove')}
            </Button>
          )}
        </Group>
        {problem && <Text size="sm" c="var(--danger)" mt={6} role="alert">{problem}</Text>}
      </div>
      <input
        ref={input}
        type="file"
        hidden
        accept="image/jpeg,image/png,image/gif"
        aria-label={t('choose')}
        onChange={({ currentTarget }) => {
          send(currentTarget.files?.[0]);
          currentTarget.value = '';
        }}
      />
    </section>
  );
}
