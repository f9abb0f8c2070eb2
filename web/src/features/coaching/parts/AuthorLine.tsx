import { Avatar, Badge } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Schema } from '@/shared/api';
import { useFormats } from '@/shared/time';
import { imageUrl } from '../api';
import { useT } from '../i18n';
import classes from './coaching.module.css';

interface Props {
  author: { author_name: string; author_kind: Schema['AuthorKind']; coach_id?: string; author_photo_id?: string };
  at: string;
  edited?: boolean;
  small?: boolean;
}

const letters = (name: string) => name.replace(/^Dr\.? /, '').split(' ').map((word) => word.charAt(0)).slice(0, 2).join('').toLocaleUpperCase();

/** Who wrote, as what, and when. */
export function AuthorLine({ author, at, edited = false, small = false }: Props) {
  const t = useT();
  const { ago, dateTime } = useFormats();
  const { author_name: name, author_kind: kind, coach_id, author_photo_id } = author;
  return (
    <div className={classes.author}>
      <Avatar size={small ? 28 : 40} radius={1000} src={author_photo_id ? imageUrl(author_photo_id) : undefined} alt="" aria-hidden>{letters(name)}</Avatar>
      <div>
        <span className={classes.authorName}>
          {coach_id ? <Link to="/coaches/$id" params={{ id: coach_id }}>{name}</Link> : name}
          {kind !== 'member' && <Badge size="sm" variant="default" className={classes.kind}>{t(`kind.${kind}`)}</Badge>}
        </span>
        <span className={classes.soft}>
          <time dateTime={at} title={dateTime(at)}>{ago(at)}</time>
          {edited && ` · ${t('post.edited')}`}
        </span>
      </div>
    </div>
  );
}
