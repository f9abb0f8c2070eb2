import { imageUrl, type Post } from '../api';
import { useT } from '../i18n';
import classes from './coaching.module.css';

/** One picture wide, more of them side by side; each opens alone. */
export function PostImages({ post }: { post: Post }) {
  const t = useT();
  if (post.image_ids.length === 0) return null;
  return (
    <div className={classes.images} data-count={post.image_ids.length}>
      {post.image_ids.map((id, index) => (
        <a key={id} href={imageUrl(id)} target="_blank" rel="noreferrer">
          <img src={imageUrl(id)} loading="lazy" decoding="async" alt={t('post.image', { number: index + 1, name: post.author_name })} />
        </a>
      ))}
    </div>
  );
}
