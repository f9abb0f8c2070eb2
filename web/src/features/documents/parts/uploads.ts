import { useState } from 'react';
import { problemText, toProblem } from '@/shared/api';
import { toast } from '@/shared/ui';
import { largestFile, sendDocument, type Sending } from '../api';
import { t } from '../i18n';

export interface Upload extends Sending {
  key: number;
  /** 0 to 1. */
  share: number;
  /** Why it did not get through. */
  problem?: string;
  stop: AbortController;
}

let next = 1;

/** The files on their way from this screen. A finished one leaves the list, a refused one stays with the reason. */
export function useUploads() {
  const [uploads, setUploads] = useState<Upload[]>([]);
  const change = (key: number, changes: Partial<Upload>) =>
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...changes } : one)));
  const dismiss = (key: number) => setUploads((all) => all.filter((one) => one.key !== key));

  async function run(upload: Upload) {
    try {
      const made = await sendDocument(upload, (share) => change(upload.key, { share }), upload.stop.signal);
      dismiss(upload.key);
      toast({ text: t('upload.done', { name: made.name }) });
    } catch (error) {
      if (upload.stop.signal.aborted) return dismiss(upload.key);
      const field = toProblem(error).errors?.[0]?.detail;
      change(upload.key, { problem: field ?? problemText(error) });
    }
  }

  const add = (sending: Sending) => {
    const tooLarge = sending.file.size > largestFile;
    const upload: Upload = { ...sending, key: next++, share: 0, stop: new AbortController(), problem: tooLarge ? t('upload.tooLarge') : undefined };
    setUploads((all) => [...all, upload]);
    if (!tooLarge) void run(upload);
  };
  const again = (upload: Upload) => {
    const fresh = { ...upload, share: 0, problem: undefined, stop: new AbortController() };
    change(upload.key, fresh);
    void run(fresh);
  };
  const stop = (upload: Upload) => upload.stop.abort();
  return { uploads, add, again, stop, dismiss };
}
