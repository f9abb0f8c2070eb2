import { Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import classes from './ui.module.css';

interface Props {
  title: string;
  /** A line below the title. */
  text?: ReactNode;
  /** Actions at the right: at most one filled button. */
  children?: ReactNode;
}

/** The one heading of a page; also names the browser's tab. */
export function PageTitle({ title, text, children }: Props) {
  useEffect(() => {
    document.title = `${title} · Monoclinic`;
  }, [title]);
  return (
    <div className={classes.pageTitle}>
      <div>
        <Title order={1}>{title}</Title>
        {text && <p className={classes.soft}>{text}</p>}
      </div>
      {children && <div className={classes.pageActions}>{children}</div>}
    </div>
  );
}
