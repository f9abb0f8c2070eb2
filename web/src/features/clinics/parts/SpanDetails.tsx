import { ActionIcon, Indicator, MultiSelect, NativeSelect, Popover, Stack, Text, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useDirectory } from '@/shared/directory';
import { useT as useShared } from '@/shared/i18n/shared';
import { DayInput } from '@/shared/ui/dates';
import { useT } from '../i18n';
import { slotSteps, type Span } from '../week';
import classes from './week.module.css';

interface Props {
  span: Span;
  onChange: (span: Span) => void;
  practitionerId: string;
}

/** What few need: only some visits in these hours, only for a season, at a step of their own. */
export function SpanDetails({ span, onChange, practitionerId }: Props) {
  const t = useT();
  const shared = useShared();
  const [opened, { toggle, close }] = useDisclosure();
  const { visitTypes, visitType } = useDirectory();
  const offered = visitTypes.filter(({ practitioner_ids: ids }) => ids.length === 0 || ids.includes(practitionerId));
  const { visit_type_ids: chosen = [], valid_from, valid_until, slot_step_minutes: step } = span;
  const limited = chosen.length > 0 || valid_from !== undefined || valid_until !== undefined || step !== undefined;
  return (
    <>
      <Popover opened={opened} onChange={close} position="bottom-end" width={300} trapFocus shadow="md" closeOnClickOutside>
        <Popover.Target>
          <Tooltip label={t('details')} disabled={opened}>
            <Indicator disabled={!limited} size={8} offset={4}>
              <ActionIcon variant="subtle" color="gray" size={34} aria-label={t('details.of', { from: span.opens, until: span.closes })} aria-expanded={opened} onClick={toggle}>
                <IconAdjustmentsHorizontal size={16} />
              </ActionIcon>
            </Indicator>
          </Tooltip>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('details')}>
          <Stack gap="sm">
            <MultiSelect
              label={t('details.types')}
              description={t('details.typesHint')}
              comboboxProps={{ withinPortal: false }}
              data={offered.map(({ id, name }) => ({ value: id, label: name }))}
              value={chosen}
              onChange={(visit_type_ids) => onChange({ ...span, visit_type_ids })}
            />
            <NativeSelect
              label={t('hours.step')}
              data={[{ value: '', label: t('details.stepAll') }, ...slotSteps.map((value) => ({ value: String(value), label: shared('time.minutes', { count: value }) }))]}
              value={String(step ?? '')}
              onChange={({ currentTarget: { value } }) => onChange({ ...span, slot_step_minutes: value ? Number(value) : undefined })}
            />
            <DayInput label={t('details.from')} popoverProps={{ withinPortal: false }} value={valid_from ?? null} onChange={(day) => onChange({ ...span, valid_from: day ?? undefined })} />
            <DayInput label={t('details.until')} popoverProps={{ withinPortal: false }} value={valid_until ?? null} onChange={(day) => onChange({ ...span, valid_until: day ?? undefined })} />
          </Stack>
        </Popover.Dropdown>
      </Popover>
      {chosen.length > 0 && <Text className={classes.only} span>{t('details.only', { list: chosen.map((id) => visitType(id)?.name).filter(Boolean).join(', ') })}</Text>}
    </>
  );
}
