import { Anchor, Button, Modal, Text, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useApiForm, type Schema } from '@/shared/api';
import { optionalDay, required, typedDay } from '@/shared/editing';
import { useT as useShared } from '@/shared/i18n/shared';
import { useFormats } from '@/shared/time';
import { FormProblem } from '@/shared/ui';
import { useT } from '../i18n';
import { findOutside } from './api';

const day = (value: string) => required(value) ?? optionalDay(value);

/** Somebody who is not in one's care is found by their whole name and birth date, as one knows them already. */
export default function OutsideCare({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useT();
  const shared = useShared();
  const { date } = useFormats();
  const [found, setFound] = useState<Schema['Outsider'][]>();
  const api = useApiForm({
    initialValues: { birth_name: '', first_name: '', birth_date: '' },
    validate: { birth_name: required, first_name: required, birth_date: day },
    submit: async ({ birth_name, first_name, birth_date }) => {
      const { items } = await findOutside({ birth_name: birth_name.trim(), first_name: first_name.trim(), birth_date: typedDay(birth_date) ?? birth_date });
      setFound(items);
    },
  });
  const { form } = api;
  return (
    <Modal opened={opened} onClose={onClose} title={<Text component="span" fw={700} size="lg">{t('outside.title')}</Text>} closeButtonProps={{ 'aria-label': shared('action.close') }}>
      <form onSubmit={api.onSubmit} noValidate>
        <Text size="sm" mb="sm">{t('outside.text')}</Text>
        <FormProblem problem={api.problem} />
        <TextInput label={t('field.birthName')} required data-autofocus autoComplete="off" {...form.getInputProps('birth_name')} />
        <TextInput label={t('field.firstName')} required mt="xs" autoComplete="off" {...form.getInputProps('first_name')} />
        <TextInput label={t('field.birthDate')} required mt="xs" placeholder={t('field.birthDateHint')} inputMode="numeric" autoComplete="off" {...form.getInputProps('birth_date')} />
        <Button type="submit" mt="md" loading={api.busy}>{t('outside.do')}</Button>
      </form>
      <div role="status">
        {found?.length === 0 && <Text mt="md">{t('outside.none')}</Text>}
        {found?.map(({ id, name, birth_date }) => (
          <Anchor key={id} display="block" mt="md" fw={650} renderRoot={(props) => <Link to="/patients/$id" params={{ id }} search={{ tab: 'record' }} {...props} />}>
            {name}{birth_date && ` · ${date(birth_date, 'short')}`}
          </Anchor>
        ))}
      </div>
    </Modal>
  );
}
