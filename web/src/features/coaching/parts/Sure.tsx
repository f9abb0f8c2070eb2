import { Button } from '@mantine/core';
import { useT } from '../i18n';
import classes from './coaching.module.css';

interface Props {
  text: string;
  yes: string;
  onYes: () => void;
  onNo: () => void;
}

/** What cannot be undone is asked for once, in its place. */
export function Sure({ text, yes, onYes, onNo }: Props) {
  const t = useT();
  return (
    <div className={classes.inlineForm} role="group" aria-label={text}>
      <p>{text}</p>
      <div className={classes.actions}>
        <Button size="compact-sm" color="red" onClick={onYes}>{yes}</Button>
        <Button size="compact-sm" variant="default" autoFocus onClick={onNo}>{t('keep')}</Button>
      </div>
    </div>
  );
}
