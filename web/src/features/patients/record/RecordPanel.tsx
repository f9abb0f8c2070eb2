import { Alert } from '@mantine/core';
import { IconLockOpen } from '@tabler/icons-react';
import { toProblem } from '@/shared/api';
import { useFormats } from '@/shared/time';
import { ErrorState, RowsLoading } from '@/shared/ui';
import { useT } from '../i18n';
import { useRecord } from './api';
import { Consents } from './Consents';
import { GlassPanel } from './GlassPanel';
import classes from './record.module.css';
import { SectionCard } from './SectionCard';
import type { Entry } from './sections';
import { VitalsCard } from './VitalsCard';

const asEntries = (entries: readonly unknown[] | undefined) => (entries ?? []) as Entry[];

/** The medical record, for those who care for the patient; others are asked for a reason first. */
export default function RecordPanel({ patientId }: { patientId: string }) {
  const t = useT();
  const { time } = useFormats();
  const { data, error, isPending, refetch } = useRecord(patientId);
  if (isPending) return <RowsLoading />;
  if (!data && toProblem(error).code === 'break_glass_needed') return <GlassPanel patientId={patientId} />;
  if (!data) return <ErrorState error={error} retry={() => void refetch()} />;
  const mayWrite = data.may_write;
  return (
    <>
      {data.until && (
        <Alert variant="default" mb="md" role="status" icon={<IconLockOpen size={18} />} className={classes.opened}>
          {t('glass.open', { time: time(data.until) })}
        </Alert>
      )}
      <div className={classes.record}>
        {(['allergies', 'problems', 'medications'] as const).map((section) => (
          <SectionCard key={section} section={section} patientId={patientId} entries={asEntries(data[section])} mayWrite={mayWrite} />
        ))}
        <VitalsCard patientId={patientId} vitals={data.vitals} mayWrite={mayWrite} />
        {(['immunizations', 'history'] as const).map((section) => (
          <SectionCard key={section} section={section} patientId={patientId} entries={asEntries(data[section])} mayWrite={mayWrite} />
        ))}
        <Consents patientId={patientId} consents={data.consents} />
      </div>
    </>
  );
}
