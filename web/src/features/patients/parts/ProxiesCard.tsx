import { ActionIcon, Button, Card, Checkbox, Group, NativeSelect, Stack, Text, Title } from '@mantine/core';
import { IconTrash, IconUserPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { hasRole, invalidate, useApiForm, useUser, type Schema } from '@/shared/api';
import { required } from '@/shared/editing';
import { useT as useShared } from '@/shared/i18n/shared';
import { chosen, PatientField, type Chosen } from '@/shared/patient';
import { useFormats } from '@/shared/time';
import { FormProblem, toastProblem, withUndo } from '@/shared/ui';
import { addProxy, endProxy, useProxies } from '../api';
import { useT } from '../i18n';
import classes from './patients.module.css';

const relations = ['parent', 'guardian', 'family', 'other'] as const;

/** Who acts for the patient: books, moves and cancels with an account of their own, and reads nothing medical. */
export function ProxiesCard({ patientId }: { patientId: string }) {
  const t = useT();
  const shared = useShared();
  const { data } = useProxies(patientId);
  const mayEdit = hasRole(useUser(), 'receptionist', 'admin');
  const [adding, setAdding] = useState(false);
  if (!data || (data.items.length === 0 && !mayEdit)) return null;
  return (
    <Card component="section" aria-labelledby="proxies" mt="md">
      <Title order={2} mb="xs" id="proxies">{t('proxies')}</Title>
      {data.items.length === 0 && <Text size="sm" c="dimmed">{t('proxies.none')}</Text>}
      <ul className={classes.proxies}>{data.items.map((one) => <One key={one.id} patientId={patientId} proxy={one} mayEdit={mayEdit} />)}</ul>
      {adding && <NewProxy patientId={patientId} onDone={() => setAdding(false)} />}
      {mayEdit && !adding && (
        <Button variant="default" size="compact-sm" mt="xs" leftSection={<IconUserPlus size={14} />} aria-label={t('proxies.add')} onClick={() => setAdding(true)}>
          {shared('action.add')}
        </Button>
      )}
    </Card>
  );
}

function One({ patientId, proxy, mayEdit }: { patientId: string; proxy: Schema['Proxy']; mayEdit: boolean }) {
  const t = useT();
  const { date } = useFormats();
  const { patient_id, name, relation, kept, until } = proxy;
  const end = async () => {
    try {
      await endProxy(patientId, proxy.id);
      withUndo(t('proxies.ended', { name }), () => addProxy(patientId, { patient_id, relation, kept }).finally(() => invalidate('patients')));
    } catch (problem) {
      toastProblem(problem);
    }
    void invalidate('patients');
  };
  return (
    <li>
      <span>
        <Link to="/patients/$id" params={{ id: patient_id }}>{name}</Link>{' '}
        <span className={classes.soft}>{[t(`relation.${relation}`), until && t('proxies.until', { day: date(until, 'short') })].filter(Boolean).join(' · ')}</span>
      </span>
      {mayEdit && (
        <ActionIcon variant="subtle" color="gray" aria-label={t('proxies.end', { name })} title={t('proxies.end', { name })} onClick={() => void end()}>
          <IconTrash size={16} />
        </ActionIcon>
      )}
    </li>
  );
}

function NewProxy({ patientId, onDone }: { patientId: string; onDone: () => void }) {
  const t = useT();
  const shared = useShared();
  const [who, setWho] = useState<Chosen | null>(null);
  const api = useApiForm<{ patient_id: string; relation: (typeof relations)[number]; kept: boolean }>({
    initialValues: { patient_id: '', relation: 'parent', kept: false },
    validate: { patient_id: required },
    submit: async (values, headers) => {
      await addProxy(patientId, values, headers);
      onDone();
      void invalidate('patients');
    },
  });
  const { form } = api;
  const choose = (next: Chosen | null) => {
    setWho(next);
    form.setFieldValue('patient_id', next?.id ?? '');
    form.clearFieldError('patient_id');
  };
  return (
    <form onSubmit={api.onSubmit} noValidate aria-label={t('proxies.add')}>
      <Stack gap="sm" mt="xs">
        <FormProblem problem={api.problem} />
        <PatientField chosen={who} error={form.errors.patient_id} onClear={() => choose(null)} onChoose={(line) => choose(chosen(line))} />
        {who && form.errors.patient_id && <Text size="sm" c="red" role="alert">{form.errors.patient_id}</Text>}
        <NativeSelect label={t('proxies.relation')} data={relations.map((value) => ({ value, label: t(`relation.${value}`) }))} {...form.getInputProps('relation')} />
        <Checkbox label={t('proxies.kept')} description={t('proxies.keptHint')} {...form.getInputProps('kept', { type: 'checkbox' })} />
        <Group justify="space-between">
          <Button variant="default" onClick={onDone}>{shared('action.cancel')}</Button>
          <Button type="submit" loading={api.busy}>{t('proxies.submit')}</Button>
        </Group>
      </Stack>
    </form>
  );
}
