import { Button, Card, Textarea, Title } from '@mantine/core';
import { useKey } from '@/shared/keys/registry';
import { useDrawer } from '@/shared/editing';
import { whenOpened } from '@/shared/ui';
import { useDraft } from '../draft/useDraft';
import { noteParts, type Consultation } from '../draft/values';
import { useT } from '../i18n';
import classes from './consultation.module.css';
import { Conflicts } from './Conflicts';
import { Diagnoses } from './Diagnoses';
import { DiscardButton } from './DiscardButton';
import { PrescriptionEditor } from './PrescriptionEditor';
import { Saved } from './Saved';
import { VitalsFields } from './VitalsFields';

const SignModal = whenOpened(() => import('./SignModal'));

/** The note while it is written: saved by itself, signed by hand. */
export function Draft({ row }: { row: Consultation }) {
  const t = useT();
  const draft = useDraft(row);
  const { keeper, typed } = draft;
  const signing = useDrawer<true>();
  useKey('mod+Enter', () => t('sign'), () => signing.open(true));
  return (
    <>
      <Card component="section" className={classes.note} aria-label={t('note')}>
        <div className={classes.noteBar}>
          <Title order={2}>{t('note')}</Title>
          <Saved draft={draft} />
          <DiscardButton row={row} draft={draft} />
          <Button onClick={() => signing.open(true)}>{t('sign')}</Button>
        </div>
        <Conflicts draft={draft} />
        <Textarea label={t('reason')} autosize minRows={1} maxLength={500} value={typed.reason} onChange={(event) => keeper.change({ reason: event.currentTarget.value })} />
        {noteParts.map((part) => (
          <Textarea
            key={part}
            label={t(part)}
            description={t(`${part}.hint`)}
            autosize
            minRows={part === 'subjective' || part === 'objective' ? 4 : 2}
            maxLength={20_000}
            value={typed[part]}
            onChange={(event) => keeper.change({ [part]: event.currentTarget.value })}
          />
        ))}
      </Card>
      <div className={classes.side}>
        <Card component="section" aria-label={t('dx')}>
          <Diagnoses value={typed.diagnoses} onChange={(diagnoses) => keeper.change({ diagnoses })} />
        </Card>
        <Card component="section" aria-label={t('vitals')}>
          <VitalsFields value={typed.vitals} onChange={(vitals) => keeper.change({ vitals })} />
        </Card>
      </div>
      <Card component="section" className={classes.rx} aria-label={t('rx')}>
        <PrescriptionEditor draft={draft} />
      </Card>
      <SignModal row={row} draft={draft} opened={signing.opened} onClose={signing.close} />
    </>
  );
}
