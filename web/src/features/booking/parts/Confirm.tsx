import { Button, Card, Group, Text, Textarea } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { invalidate, toProblem, useApiForm, type Schema } from '@/shared/api';
import { given } from '@/shared/editing';
import { FormProblem } from '@/shared/ui';
import { book } from '../api';
import { useT } from '../i18n';
import type { Choice } from '../routes';
import { cutOffHours } from '../visits';
import { Summary } from './Summary';

interface Props {
  type: Schema['VisitType'];
  choice: Choice;
  slot: Pick<Schema['Slot'], 'starts_at' | 'practitioner_id' | 'site_id'>;
  /** Somebody else was faster. */
  onTaken: () => void;
}

const gone = ['slot_taken', 'too_soon', 'too_far', 'outside_hours', 'not_bookable'];

/** Step 3: look once more, say why, confirm. */
export function Confirm({ type, choice, slot, onTaken }: Props) {
  const t = useT();
  const navigate = useNavigate();
  const mode = choice.mode ?? type.modes[0] ?? 'on_site';
  const { at: _at, with: _with, place: _place, ...untilSlot } = choice;
  const api = useApiForm({
    initialValues: { reason: '' },
    submit: async ({ reason }, headers) => {
      try {
        const visit = await book({ ...slot, visit_type_id: type.id, mode, reason: given(reason) }, headers);
        void navigate({ to: '/book/done/$id', params: { id: visit.id }, replace: true });
        void invalidate('appointments');
      } catch (error) {
        void invalidate('appointments');
        if (!gone.includes(toProblem(error).code)) throw error;
        onTaken();
        void navigate({ to: '/book', search: untilSlot, replace: true });
      }
    },
  });
  return (
    <Card component="form" padding="lg" onSubmit={(event) => api.onSubmit(event as never)} noValidate>
      <FormProblem problem={api.problem} />
      <Summary visit={{ ...slot, visit_type_id: type.id, mode }} />
      <Textarea label={t('reason')} description={t('reasonHint')} autosize minRows={2} maxRows={6} maxLength={500} {...api.form.getInputProps('reason')} />
      <Text size="sm" c="dimmed" mt="md">{t('cutOff', { count: cutOffHours })}</Text>
      <Group mt="lg" justify="space-between">
        <Button variant="default" renderRoot={(props) => <Link to="/book" search={untilSlot} {...props} />}>{t('otherSlot')}</Button>
        <Button type="submit" size="md" loading={api.busy}>{t('confirm')}</Button>
      </Group>
    </Card>
  );
}
