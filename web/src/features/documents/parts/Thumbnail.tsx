import { IconFileTypePdf, IconPhoto } from '@tabler/icons-react';
import { useFile } from '@/shared/api';
import { thumbnailOf, type Document } from '../api';
import classes from './documents.module.css';

/** A small picture of the file, or the sign of its kind. The name stands beside it, so it says nothing aloud. */
export function Thumbnail({ document }: { document: Document }) {
  const { url } = useFile(thumbnailOf(document));
  if (url) return <img className={classes.thumbnail} src={url} alt="" />;
  const Sign = document.type === 'application/pdf' ? IconFileTypePdf : IconPhoto;
  return <span className={classes.thumbnail} aria-hidden><Sign size={24} stroke={1.5} /></span>;
}
