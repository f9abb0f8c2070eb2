import { Button, Card, Group, Title } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { invalidate, type Schema } from '@/shared/api';
import { t as shared } from '@/shared/i18n/shared';
import { useFormats } from '@/shared/time';
import { ErrorState, RowsLoading, toast, toastProblem } from '@/shared/ui';
import { useT } from '../i18n';
import { decide, useConsentTexts } from './api';
import classes from './record.module.css';

type Given = Schema['Record']['consents'][number];
type Text = Schema['ConsentText'];

interface Props {
  patientId: string;
  /** Newest first: the first of a kind holds. */
  consents: Given[];
  /** The patient themself decides. */
  own?: boolean;
}

/** What the patient agreed to, with the proof; their own page has the buttons. */
export function Consents({ patientId, consents, own = false }: Props) {
  const t = useT();
  const texts = useConsentTexts();
  return (
    <Card component="section" className={classes.card} aria-label={t('record.consents')}>
      <Title order={2} size="h3" mb="xs">{t('record.consents')}</Title>
      {texts.isPending && <RowsLoading rows={3} />}
      {Boolean(texts.error) && <ErrorState error={texts.error} retry={() => void texts.refetch()} />}
      <ul className={classes.entries}>
        {texts.data?.items.map((text) => (
          <li key={text.kind}>
            <OneConsent patientId={patientId} text={text} given={consents.find(({ kind }) => kind === text.kind)} own={own} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function OneConsent({ patientId, text, given, own }: { patientId: string; text: Text; given?: Given; own: boolean }) {
  const t = useT();
  const { dateTime } = useFormats();
  const [busy, setBusy] = useState(false);
  const accepted = given?.decision === 'accepted';
  const say = (decision: Schema['Decision']) => {
    setBusy(true);
    decide(patientId, { kind: text.kind, text_version: text.version, decision }, { 'Idempotency-Key': crypto.randomUUID() })
      .then(() => {
        toast({ text: t(decision === 'accepted' ? 'consent.given' : 'consent.taken') });
        return invalidate('patients');
      })
      .catch(toastProblem)
      .finally(() => setBusy(false));
  };
  return (
    <div className={classes.consent}>
      <div>
        <strong>{text.title}</strong> <span className={classes.state} data-yes={accepted || undefined}>{given ? t(`consent.${given.decision}`) : t('consent.unknown')}</span>
        {own && <p className={classes.soft}>{text.body}</p>}
        {given && <span className={classes.author}>{t('consent.proof', { author: given.author, date: dateTime(given.recorded_at), version: String(given.text_version), door: t(`door.${given.door}`) })}</span>}
      </div>
      {own && (
        <Group gap={6}>
          {accepted ? (
            <Button size="xs" variant="default" loading={busy} leftSection={<IconX size={14} />} aria-label={shared('action.of', { act: t('consent.withdraw'), of: text.title })} onClick={() => say('withdrawn')}>{t('consent.withdraw')}</Button>
          ) : (
            <Button size="xs" loading={busy} leftSection={<IconCheck size={14} />} aria-label={shared('action.of', { act: t('consent.accept'), of: text.title })} onClick={() => say('accepted')}>{t('consent.accept')}</Button>
          )}
        </Group>
      )}
    </div>
  );
}
