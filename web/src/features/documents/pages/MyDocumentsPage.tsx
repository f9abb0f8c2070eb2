import { PageTitle } from '@/shared/ui';
import { useT } from '../i18n';
import { Files } from '../parts/Files';

/** A patient's own documents. */
export default function MyDocumentsPage() {
  const t = useT();
  return (
    <>
      <PageTitle title={t('mine.title')} text={t('mine.text')} />
      <Files />
    </>
  );
}
