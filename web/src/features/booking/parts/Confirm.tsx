import { Button, Card, Group, Text, Textarea } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { invalidate, useApiForm } from '@/shared/api';
import { given } from '@/shared/editing';
import { useWards } from '@/shared/patient/wards';
import { useFormats } from '@/shared/time';
import { FormProblem } from '@/shared/ui';
import { book } from '../api';
import { useT } from '../i18n';
import type { Choice, ChosenSlot } from '../routes';
import type { Kind } from '../source';
import { cutOff } from '../visits';
import { Kept } from './Kept';
import { Summary, useVisitWords } from './Summary';
import { isGone, useHold } from './useHold';

interface Props {
  type: Kind;
  choice: Choice;
  slot: ChosenSlot;
  /** Somebody else was faster. */
  onTaken: () => void;
}

/** Step 3: look once more, say why, confirm. */
export function Confirm({ type, choice, slot, onTaken }: Props) {
  const t = useT();
  const navigate = useNavigate();
  const whose = useWards().find(({ patient_id }) => patient_id === choice.for)?.name;
  const mode = choice.mode ?? type.modes[0] ?? 'on_site';
  const { money } = useFormats();
  const { until } = useVisitWords({ ...slot, visit_type_id: type.id, mode });
  const { at: _at, with: _with, place: _place, ...untilSlot } = choice;
  const back = () => {
    void invalidate('appointments');
    onTaken();
    void navigate({ to: '/book', search: untilSlot, replace: true });
  };
  const held = useHold({ ...slot, visit_type_id: type.id, mode }, back);
  const api = useApiForm({
    initialValues: { reason: '' },
    submit: async ({ reason }, headers) => {
      try {
        const visit = await book({ ...slot, visit_type_id: type.id, mode, reason: given(reason), patient_id: choice.for }, headers);
        held.use();
        void navigate({ to: '/book/done/$id', params: { id: visit.id }, replace: true });
        void invalidate('appointments');
      } catch (error) {
        if (!isGone(error)) throw error;
        back();
      }
    },
  });
  return (
    <Card component="form" padding="lg" onSubmit={(event) => api.onSubmit(event as never)} noValidate>
      <FormProblem problem={api.problem} />
      <Kept left={held.left} />
      <Summary visit={{ ...slot, visit_type_id: type.id, mode }} whose={whose} />
      <Textarea label={t('reason')} description={t('reasonHint')} autosize minRows={2} maxRows={6} maxLength={500} {...api.form.getInputProps('reason')} />
      <Text size="sm" c="dimmed" mt="md">{Date.now() > cutOff(slot, type) ? t('cutOff.past') : t('cutOff', { when: until })}</Text>
      {type.pay_to_confirm && <Text size="sm" mt="xs">{t('reason.pay', { price: money(type.price), count: type.pay_within_minutes ?? 30 })}</Text>}
      <Group mt="lg" justify="space-between">
        <Button variant="default" renderRoot={(props) => <Link to="/book" search={untilSlot} {...props} />}>{t('otherSlot')}</Button>
        <Button type="submit" size="md" loading={api.busy}>{t('confirm')}</Button>
      </Group>
    </Card>
  );
}
