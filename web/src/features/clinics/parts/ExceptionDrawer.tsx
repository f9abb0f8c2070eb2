import { Group, Select, Switch, TextInput } from '@mantine/core';
import { invalidate, useApiForm, type Schema } from '@/shared/api';
import type { Body } from '@/shared/api/body';
import { given, required } from '@/shared/editing';
import { FormDrawer, toast } from '@/shared/ui';
import { DayInput } from '@/shared/ui/dates';
import { addException } from '../api';
import { t as textNow, useT } from '../i18n';
import { typedTime } from '../week';

interface Props {
  kind: 'off' | 'extra';
  practitioner: Schema['Practitioner'];
  sites: Schema['Site'][];
  opened: boolean;
  onClose: () => void;
}

interface Values extends Record<string, unknown> {
  first_day: string | null;
  last_day: string | null;
  wholeDay: boolean;
  opens: string;
  closes: string;
  site_id: string;
  reason: string;
}

const timeRule = (value: string, { wholeDay }: Values) => (wholeDay || typedTime(value) ? null : textNow('fault.time'));
const endRule = (value: string, values: Values) =>
  timeRule(value, values) ?? (!values.wholeDay && (typedTime(value) ?? '') <= (typedTime(values.opens) ?? '') ? textNow('fault.order') : null);

/** One leave, or hours on top of the usual week. */
export function ExceptionDrawer({ kind, practitioner, sites, opened, onClose }: Props) {
  const t = useT();
  const api = useApiForm<Values>({
    initialValues: { first_day: null, last_day: null, wholeDay: kind === 'off', opens: '09:00', closes: '12:00', site_id: kind === 'extra' ? (sites[0]?.id ?? '') : '', reason: '' },
    validate: { first_day: required, opens: timeRule, closes: endRule },
    submit: async (values, headers) => {
      await addException(practitioner.id, givenException(kind, values), headers);
      form.reset();
      toast({ text: t('exceptions.added') });
      void invalidate('availability');
      onClose();
    },
  });
  const { form } = api;
  const { wholeDay, first_day } = form.values;
  const everywhere = { value: '', label: t('exceptions.everywhere') };
  return (
    <FormDrawer draft={`exceptions.${kind}.${practitioner.id}`} title={t(`exceptions.${kind}`)} opened={opened} onClose={onClose} api={api} submitLabel={t('exceptions.add')}>
      <Group grow align="flex-start">
        <DayInput label={t('closures.first')} required data-autofocus {...form.getInputProps('first_day')} />
        <DayInput label={t('closures.last')} placeholder={t('exceptions.sameDay')} minDate={first_day ?? undefined} {...form.getInputProps('last_day')} />
      </Group>
      {kind === 'off' && <Switch label={t('exceptions.wholeDay')} {...form.getInputProps('wholeDay', { type: 'checkbox' })} />}
      {!wholeDay && (
        <Group grow align="flex-start">
          <TextInput label={t('week.from')} {...form.getInputProps('opens')} />
          <TextInput label={t('week.until')} {...form.getInputProps('closes')} />
        </Group>
      )}
      {(sites.length > 1 || kind === 'extra') && (
        <Select
          label={t('week.site')}
          data={[...(kind === 'off' ? [everywhere] : []), ...sites.map(({ id, name }) => ({ value: id, label: name }))]}
          allowDeselect={false}
          {...form.getInputProps('site_id')}
        />
      )}
      <TextInput label={t('exceptions.reason')} description={t('exceptions.reasonHint')} {...form.getInputProps('reason')} />
    </FormDrawer>
  );
}

function givenException(kind: Props['kind'], { first_day, last_day, wholeDay, opens, closes, site_id, reason }: Values): Body<'post', '/api/availability/{practitioner_id}/exceptions'> {
  return {
    kind,
    first_day: first_day ?? '',
    last_day: last_day ?? first_day ?? '',
    opens: wholeDay ? undefined : typedTime(opens),
    closes: wholeDay ? undefined : typedTime(closes),
    site_id: given(site_id),
    reason: given(reason),
  };
}
