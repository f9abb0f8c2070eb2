import { Button, Card, Textarea, Title } from '@mantine/core';
import { hasRole, invalidate, useApiForm, useUser } from '@/shared/api';
import { required } from '@/shared/editing';
import { useFormats } from '@/shared/time';
import { FormProblem, toast } from '@/shared/ui';
import { addAddendum } from '../api';
import type { Consultation } from '../draft/values';
import { useT } from '../i18n';
import classes from './consultation.module.css';

/** What was said after signing, with author and time, and room to say more. */
export function Addenda({ row }: { row: Consultation }) {
  const t = useT();
  const { dateTime } = useFormats();
  const mayWrite = hasRole(useUser(), 'practitioner');
  const { form, problem, busy, onSubmit } = useApiForm({
    initialValues: { text: '' },
    validate: { text: required },
    submit: async ({ text }, headers) => {
      await addAddendum(row.id, text.trim(), headers);
      form.reset();
      toast({ text: t('addendum.added') });
      await invalidate('consultations');
    },
  });
  return (
    <Card component="section" aria-label={t('addenda')}>
      <Title order={2} className={classes.heading}>{t('addenda')}</Title>
      {row.addenda.length === 0 && <p className={classes.soft}>{t('addenda.none')}</p>}
      <ul className={classes.addenda}>
        {row.addenda.map(({ id, text, author_name, written_at }) => (
          <li key={id}>
            <span className={classes.soft}>{author_name}, {dateTime(written_at)}</span>
            <p>{text}</p>
          </li>
        ))}
      </ul>
      {mayWrite && (
        <form onSubmit={onSubmit} noValidate>
          <FormProblem problem={problem} />
          <Textarea label={t('addendum.new')} description={t('addendum.hint')} autosize minRows={2} maxLength={5000} {...form.getInputProps('text')} />
          <Button mt="xs" type="submit" variant="default" loading={busy}>{t('addendum.add')}</Button>
        </form>
      )}
    </Card>
  );
}
