import { Select } from '@mantine/core';
import { Segments } from '@/shared/editing';
import { useT as useShared } from '@/shared/i18n/shared';
import { fullName } from '@/shared/ui';
import { useT } from '../i18n';
import type { Choice } from '../routes';
import { useCatalogue, type Kind } from '../source';
import { offering, wishesOf } from './wishesOf';
import classes from './booking.module.css';

/** With whom, where and how: what there is to choose of it. */
export default function Wishes({ type, choice, look }: { type: Kind; choice: Choice; look: (change: Partial<Choice>) => void }) {
  const t = useT();
  const shared = useShared();
  const { practitioners, sites } = useCatalogue();
  const people = offering(practitioners, type);
  const asks = wishesOf(type, people, sites);
  return (
    <div className={classes.wishes}>
      {asks.who && (
        <Select
          label={t('with')}
          data={[{ value: '', label: t('with.anyone') }, ...people.map((one) => ({ value: one.id, label: `${fullName(one)} · ${one.specialty}` }))]}
          value={choice.practitioner ?? ''}
          onChange={(value) => look({ practitioner: value || undefined })}
          allowDeselect={false}
        />
      )}
      {asks.where && (
        <Select
          label={t('where')}
          data={[{ value: '', label: t('where.any') }, ...sites.map(({ id, name }) => ({ value: id, label: name }))]}
          value={choice.site ?? ''}
          onChange={(value) => look({ site: value || undefined })}
          allowDeselect={false}
        />
      )}
      {asks.how && (
        <Segments
          label={t('how')}
          data={type.modes.map((mode) => ({ value: mode, label: shared(`mode.${mode}`) }))}
          value={choice.mode ?? type.modes[0] ?? 'on_site'}
          onChange={(mode) => look({ mode })}
        />
      )}
    </div>
  );
}
