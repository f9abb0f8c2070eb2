import { IconNotesOff } from '@tabler/icons-react';
import { toProblem, useUser } from '@/shared/api';
import { useDirectory } from '@/shared/directory';
import { EmptyState, ErrorState, PageLoading } from '@/shared/ui';
import { useConsultation } from '../api';
import type { Consultation } from '../draft/values';
import { useT } from '../i18n';
import classes from '../parts/consultation.module.css';
import { Draft } from '../parts/Draft';
import { Head } from '../parts/Head';
import { History } from '../parts/History';
import { Written } from '../parts/Written';
import { consultationRoute } from '../routes';

export default function ConsultationPage() {
  const t = useT();
  const { id } = consultationRoute.useParams();
  const { data, error, isPending, refetch } = useConsultation(id);
  if (isPending) return <PageLoading />;
  if (data) return <Shown key={id} row={data} />;
  if (toProblem(error).status === 404) return <EmptyState page icon={IconNotesOff} title={t('missing')} text={t('missingText')} />;
  return <ErrorState error={error} retry={() => void refetch()} />;
}

/** Who it is and what came before, always in sight; the note; what was measured, found and prescribed. */
function Shown({ row }: { row: Consultation }) {
  const user = useUser();
  const directory = useDirectory();
  if (directory.isPending) return <PageLoading />;
  const mine = directory.practitioner(row.practitioner_id)?.user_id === user.id;
  return (
    <>
      <Head row={row} />
      <div className={classes.panes}>
        <History row={row} />
        {row.signed_at || !mine ? <Written row={row} /> : <Draft row={row} />}
      </div>
    </>
  );
}
