import { Button, Group, Modal, Text, Textarea } from '@mantine/core';
import { invalidate, useApiForm, type Schema } from '@/shared/api';
import { given } from '@/shared/editing/merge';
import { useT as useShared } from '@/shared/i18n/shared';
import { FormProblem, toast } from '@/shared/ui';
import { cancel } from '../api';
import { useT } from '../i18n';
import { useVisitWords } from './Summary';

export interface CancelModalProps {
  visit: Schema['Appointment'];
  opened: boolean;
  onClose: () => void;
}

/** Patients cannot take a cancellation back (the slot goes to others at once), so that it is asked first. */
export default function CancelModal({ visit, opened, onClose }: CancelModalProps) {
  const t = useT();
  const shared = useShared();
  const { when, what, who } = useVisitWords(visit);
  const api = useApiForm({
    initialValues: { reason: '' },
    submit: async ({ reason }) => {
      await cancel(visit, given(reason));
      toast({ text: t('cancelled') });
      onClose();
      void invalidate('appointments');
    },
  });
  return (
    <Modal opened={opened} onClose={onClose} title={<Text component="span" fw={700} size="lg">{t('cancel.title')}</Text>} closeButtonProps={{ 'aria-label': shared('action.close') }}>
      <form onSubmit={api.onSubmit} noValidate>
        <FormProblem problem={api.problem} />
        <Text fw={650}>{when}</Text>
        <Text mb="md" c="dimmed" size="sm">{what} · {who}</Text>
        <Textarea label={t('cancel.reason')} description={t('cancel.reasonHint')} maxLength={300} autosize minRows={2} {...api.form.getInputProps('reason')} />
        <Group justify="space-between" mt="lg">
          <Button variant="default" data-autofocus onClick={onClose}>{t('cancel.keep')}</Button>
          <Button type="submit" color="red" loading={api.busy}>{t('cancel.do')}</Button>
        </Group>
      </form>
    </Modal>
  );
}
