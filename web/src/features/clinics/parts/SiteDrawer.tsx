import { invalidate, type Schema } from '@/shared/api';
import { StaleNotice, useRowForm } from '@/shared/editing';
import { FormDrawer, toast } from '@/shared/ui';
import { addSite, archiveSite, readSite, saveSite } from '../api';
import { givenSite, siteRules, siteValues } from '../forms';
import { useT } from '../i18n';
import { ArchiveButton } from './ArchiveButton';
import { SiteFields } from './SiteFields';

interface Props {
  site: Schema['Site'] | undefined;
  opened: boolean;
  onClose: () => void;
  onAdded?: (site: Schema['Site']) => void;
}

/** A usual week to start from: nobody likes an empty table. */
const usual: Schema['OpeningHours'][] = [1, 2, 3, 4, 5].flatMap((weekday) => [
  { weekday, opens: '09:00', closes: '12:00' },
  { weekday, opens: '14:00', closes: '18:00' },
]);

export function SiteDrawer({ site, opened, onClose, onAdded }: Props) {
  const t = useT();
  const api = useRowForm({
    row: site,
    values: siteValues,
    validate: siteRules,
    reread: site && (() => readSite(site.id)),
    submit: async (values, headers) => {
      if (site) return saveSite(site.id, givenSite(values, site.opening_hours), headers);
      onAdded?.(await addSite(givenSite(values, usual), headers));
    },
    onDone: () => {
      void invalidate('clinics');
      toast({ text: t('saved') });
      onClose();
    },
  });
  const restore = async () => {
    if (!site) return;
    const fresh = await readSite(site.id);
    const again = { ...givenSite(siteValues(fresh), fresh.opening_hours), archived: false };
    return saveSite(site.id, again, {});
  };
  return (
    <FormDrawer
      draft={`sites.${site?.id ?? 'new'}`}
      title={site ? site.name : t('sites.new')}
      opened={opened}
      onClose={onClose}
      api={api}
      actions={site && !site.archived && <ArchiveButton done={t('sites.archived')} archive={() => archiveSite(site.id, {})} restore={restore} onDone={onClose} />}
    >
      <StaleNotice stale={api.stale} reload={api.reload} />
      <SiteFields form={api.form} />
    </FormDrawer>
  );
}
