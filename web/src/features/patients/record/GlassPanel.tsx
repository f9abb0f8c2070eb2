import { Button, Card, Text, Textarea, Title } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { invalidate, useApiForm } from '@/shared/api';
import { FormProblem } from '@/shared/ui';
import { useT } from '../i18n';
import { breakGlass } from './api';
import classes from './record.module.css';

const shortest = 10;

/** Stands where the record would be: outside their care, people say why before they read. */
export function GlassPanel({ patientId }: { patientId: string }) {
  const t = useT();
  const api = useApiForm({
    initialValues: { reason: '' },
    validate: { reason: (value: string) => (value.trim().length < shortest ? t('glass.short', { count: shortest }) : null) },
    submit: async ({ reason }, headers) => {
      await breakGlass(patientId, reason.trim(), headers);
      await invalidate('patients');
    },
  });
  return (
    <Card component="section" className={classes.glass} aria-labelledby="glass">
      <Title order={2} size="h3" id="glass"><IconLock size={20} aria-hidden /> {t('glass.title')}</Title>
      <Text my="sm">{t('glass.text')}</Text>
      <form onSubmit={api.onSubmit} noValidate>
        <FormProblem problem={api.problem} />
        <Textarea label={t('glass.reason')} placeholder={t('glass.reasonHint')} required autosize minRows={2} maxLength={500} {...api.form.getInputProps('reason')} />
        <Button type="submit" mt="md" loading={api.busy}>{t('glass.do')}</Button>
      </form>
    </Card>
  );
}
