import { Button, Radio, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { problemText, type Schema } from '@/shared/api';
import { toast } from '@/shared/ui';
import type { Report } from '../api';
import { useT } from '../i18n';
import classes from './coaching.module.css';

const reasons = ['spam', 'abusive', 'privacy', 'dangerous', 'other'] as const satisfies readonly Schema['ReportReason'][];

/** Tells moderators what is wrong. Once per person and thing: the server says so when it was told before. */
export function ReportForm({ send, onClose }: { send: (report: Report) => Promise<unknown>; onClose: () => void }) {
  const t = useT();
  const [reason, choose] = useState<Schema['ReportReason']>('spam');
  const [detail, type] = useState('');
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    setBusy(true);
    try {
      await send({ reason, ...(detail.trim() && { detail: detail.trim() }) });
      toast({ text: t('report.sent') });
      onClose();
    } catch (error) {
      setProblem(problemText(error));
      setBusy(false);
    }
  };
  return (
    <form className={classes.inlineForm} onSubmit={(event) => { event.preventDefault(); void submit(); }}>
      <Radio.Group label={t('report.title')} description={t('report.text')} value={reason} onChange={(value) => choose(value as Schema['ReportReason'])}>
        <Stack gap={8} mt={8}>{reasons.map((one) => <Radio key={one} value={one} label={t(`report.${one}`)} />)}</Stack>
      </Radio.Group>
      <Textarea label={t('report.detail')} maxLength={500} rows={2} value={detail} onChange={(event) => type(event.currentTarget.value)} />
      {problem && <p role="alert" className={classes.problem}>{problem}</p>}
      <div className={classes.actions}>
        <Button type="submit" size="compact-md" loading={busy}>{t('report.send')}</Button>
        <Button variant="default" size="compact-md" onClick={onClose}>{t('write.cancel')}</Button>
      </div>
    </form>
  );
}
