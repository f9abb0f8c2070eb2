import { NumberInput, Radio, Stack } from '@mantine/core';
import { StaleNotice, useRowForm } from '@/shared/editing';
import { ErrorState, FormDrawer, toast } from '@/shared/ui';
import { invalidate } from '@/shared/api';
import { readRules, saveRules, useRules, type Rules } from '../api';
import { useT } from '../i18n';

export interface RulesDrawerProps {
  site: string;
  opened: boolean;
  onClose: () => void;
}

const manners = ['in_turn', 'all_at_once'] as const;

/** To whom a free time of this site is offered, and for how long. */
export default function RulesDrawer({ site, opened, onClose }: RulesDrawerProps) {
  const { data, error, refetch } = useRules(site, opened);
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  return data ? <RulesForm key={site} rules={data} opened={opened} onClose={onClose} /> : null;
}

function RulesForm({ rules, opened, onClose }: { rules: Rules; opened: boolean; onClose: () => void }) {
  const t = useT();
  const api = useRowForm({
    row: rules,
    values: (row) => ({ manner: (row?.manner ?? 'in_turn') as string, answer_minutes: row?.answer_minutes ?? 30 }),
    reread: () => readRules(rules.site_id),
    submit: ({ manner, answer_minutes }, headers) => saveRules(rules.site_id, { manner: manner as Rules['manner'], answer_minutes: Number(answer_minutes) }, headers),
    onDone: () => {
      toast({ text: t('rules.saved') });
      void invalidate('waiting_list');
      onClose();
    },
  });
  const { form } = api;
  return (
    <FormDrawer draft={`waiting.rules.${rules.site_id}`} title={t('rules.title')} opened={opened} onClose={onClose} api={api}>
      <StaleNotice stale={api.stale} reload={api.reload} />
      <Radio.Group label={t('rules.manner')} {...form.getInputProps('manner')}>
        <Stack gap="xs" mt={6}>
          {manners.map((manner) => <Radio key={manner} value={manner} label={t(`rules.${manner}`)} description={t(`rules.${manner}.text`)} />)}
        </Stack>
      </Radio.Group>
      <NumberInput label={t('rules.minutes')} description={t('rules.minutesHint')} min={5} max={1440} allowDecimal={false} {...form.getInputProps('answer_minutes')} />
    </FormDrawer>
  );
}
