import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconCloudUpload } from '@tabler/icons-react';
import { problemText } from '@/shared/api';
import type { useDraft } from '../draft/useDraft';
import { useT } from '../i18n';
import classes from './consultation.module.css';

/** Whether what is typed is stored: said in words, and aloud only when something is wrong. */
export function Saved({ draft: { state, problem, keeper } }: { draft: ReturnType<typeof useDraft> }) {
  const t = useT();
  const wrong = state === 'failed' || state === 'conflict' || state === 'partly';
  const Icon = wrong ? IconAlertTriangle : state === 'saved' ? IconCheck : IconCloudUpload;
  return (
    <div className={classes.saved} data-state={state} role={wrong ? 'alert' : undefined}>
      <Icon size={16} aria-hidden />
      <span>{state === 'failed' ? t('save.failed', { reason: problemText(problem) }) : t(`save.${state}`)}</span>
      {state === 'failed' && <Button size="compact-xs" variant="default" onClick={() => void keeper.flush()}>{t('save.again')}</Button>}
    </div>
  );
}
