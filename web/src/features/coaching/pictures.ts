import { useEffect, useState } from 'react';
import { problemText } from '@/shared/api';
import { imageUrl } from './api';
import { t } from './i18n';
import { imageFault, uploadImage } from './upload';

export const mostImages = 4;

export interface Picture {
  key: string;
  name: string;
  /** What the preview shows: the file itself while it is on its way. */
  src: string;
  /** Absent while it is on its way. */
  id?: string;
}

const release = ({ src }: Picture) => src.startsWith('blob:') && URL.revokeObjectURL(src);
const stored = (ids: string[]): Picture[] => ids.map((id, index) => ({ key: id, name: String(index + 1), src: imageUrl(id), id }));

/** The pictures of something that is being written: shown at once, sent meanwhile. `onFirst` hears of a sole picture. */
export function usePictures(ids: string[], most = mostImages, onFirst?: (id: string | undefined) => void) {
  const [list, setList] = useState(() => stored(ids));
  const [fault, setFault] = useState('');
  useEffect(() => () => list.forEach(release), []);

  const remove = (key: string) => {
    list.filter((one) => one.key === key).forEach(release);
    setList((now) => now.filter((one) => one.key !== key));
    onFirst?.(undefined);
  };
  const send = async (file: File, key: string) => {
    try {
      const id = await uploadImage(file);
      setList((now) => now.map((one) => (one.key === key ? { ...one, id } : one)));
      onFirst?.(id);
    } catch (error) {
      remove(key);
      setFault(problemText(error));
    }
  };
  const add = (files: File[]) => {
    const room = most - list.length;
    const fitting = files.filter((file) => !imageFault(file));
    setFault(files.map(imageFault).find(Boolean) ?? (fitting.length > room ? t('write.imagesMost') : ''));
    const fresh = fitting.slice(0, room).map((file) => ({ file, key: crypto.randomUUID() }));
    setList((now) => [...now, ...fresh.map(({ file, key }) => ({ key, name: file.name, src: URL.createObjectURL(file) }))]);
    for (const { file, key } of fresh) void send(file, key);
  };
  const clear = () => {
    list.forEach(release);
    setList([]);
    setFault('');
  };
  return { list, fault, add, remove, clear, sending: list.some(({ id }) => !id), ids: list.flatMap(({ id }) => (id ? [id] : [])) };
}
