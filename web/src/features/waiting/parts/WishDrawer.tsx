import { NativeSelect, Text } from '@mantine/core';
import { invalidate } from '@/shared/api';
import { useDirectory } from '@/shared/directory';
import { required, StaleNotice, useRowForm } from '@/shared/editing';
import { PatientField, chosen, type Chosen } from '@/shared/patient';
import { useSites } from '@/shared/site';
import { today } from '@/shared/time';
import { FormDrawer, toast } from '@/shared/ui';
import { holdersOf } from '@/shared/visit';
import { makeWish, readWish, saveWish, type WishLine } from '../api';
import { useT } from '../i18n';
import { freshWish, wishBody, wishRules, wishValues, type WishValues } from '../wish';
import { WishFields } from './WishFields';

export interface WishDrawerProps {
  /** The wish to change; without, somebody is put down. */
  wish: WishLine | undefined;
  opened: boolean;
  onClose: () => void;
}

type Values = WishValues & { patient: Chosen | null; visit_type_id: string };

/** Puts somebody on the list, or changes what would suit them. */
export default function WishDrawer({ wish, opened, onClose }: WishDrawerProps) {
  const t = useT();
  const directory = useDirectory();
  const { site, zone } = useSites();
  const place = wish?.site_id ?? site?.id ?? '';
  const values = (row: WishLine | undefined): Values => ({
    ...(row ? wishValues(row) : freshWish(today(zone))),
    patient: null,
    visit_type_id: row?.visit_type_id ?? '',
  });
  const api = useRowForm<WishLine, Values>({
    row: wish,
    values,
    validate: wish ? wishRules : { ...wishRules, visit_type_id: required, patient: (one: Chosen | null) => (one ? null : required('')) },
    reread: wish && (() => readWish(wish.id)),
    submit: async ({ patient, visit_type_id, ...rest }, headers) => {
      if (wish) {
        await saveWish(wish.id, wishBody(rest), headers);
        return void toast({ text: t('saved') });
      }
      const made = await makeWish({ ...wishBody(rest), patient_id: patient?.id, visit_type_id, site_id: place }, headers);
      toast({ text: t('added', { name: made.patient_name }) });
    },
    onDone: () => {
      void invalidate('waiting_list');
      onClose();
    },
  });
  const { form } = api;
  const type = directory.visitType(form.values.visit_type_id);
  const held = directory.visitTypes.filter((one) => holdersOf(directory.practitioners, one, place).length > 0);
  return (
    <FormDrawer draft={`waiting.${wish?.id ?? 'new'}`} title={t(wish ? 'edit' : 'add')} opened={opened} onClose={onClose} api={api}>
      <StaleNotice stale={api.stale} reload={api.reload} />
      {wish ? (
        <Text fw={600}>{wish.patient_name} · {type?.name}</Text>
      ) : (
        <>
          <PatientField
            chosen={form.values.patient}
            error={form.errors.patient}
            onClear={() => form.setFieldValue('patient', null)}
            onChoose={(line) => {
              form.setFieldValue('patient', chosen(line));
              form.clearFieldError('patient');
            }}
          />
          <NativeSelect
            label={t('field.type')}
            data={[{ value: '', label: t('field.chooseType') }, ...held.map(({ id, name }) => ({ value: id, label: name }))]}
            {...form.getInputProps('visit_type_id')}
            onChange={(event) => {
              form.setFieldValue('visit_type_id', event.currentTarget.value);
              form.setFieldValue('practitioner_ids', []);
            }}
          />
        </>
      )}
      <WishFields form={form} people={holdersOf(directory.practitioners, type, place)} />
    </FormDrawer>
  );
}
