import { Button, Drawer, Group, Stack, Text } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useEffect, useRef, type FormEvent, type ReactNode } from 'react';
import { useSession } from '@/shared/api/session';
import type { Problem } from '@/shared/api/problem';
import { useT } from '@/shared/i18n/shared';
import { FormProblem } from './states';
import classes from './ui.module.css';

// Unsaved input per form, in memory alone: it may hold personal data, so that it goes with the tab or the log-out.
const drafts = new Map<string, unknown>();
let owner: string | undefined;

function forget(user: string | undefined) {
  if (user !== owner) drafts.clear();
  owner = user;
}

export interface FormDrawerProps<Values> {
  /** Names the draft: `patients.new`, `sites.<id>`. */
  draft: string;
  title: string;
  opened: boolean;
  onClose: () => void;
  /** What useApiForm gives. */
  api: {
    form: UseFormReturnType<Values>;
    problem: Problem | undefined;
    busy: boolean;
    onSubmit: (event?: FormEvent<HTMLFormElement>) => void;
  };
  submitLabel?: string;
  /** More actions at the left of the foot. */
  actions?: ReactNode;
  size?: string | number;
  children: ReactNode;
}

/** See FormDrawer. */
export default function FormDrawerPanel<Values extends Record<string, unknown>>(props: FormDrawerProps<Values>) {
  const { draft, title, opened, onClose, api, submitLabel, actions, size = 480, children } = props;
  const t = useT();
  const session = useSession();
  const user = session.phase === 'in' ? session.user.id : undefined;
  const { form } = api;
  const restored = useRef(false);

  useEffect(() => {
    forget(user);
    if (!opened) return;
    const kept = drafts.get(draft) as Values | undefined;
    restored.current = kept !== undefined && !form.isDirty();
    if (kept && !form.isDirty()) form.setValues(kept);
    // Only when it opens: later changes are the user's own.
  }, [opened, draft, user]);

  const close = () => {
    if (form.isDirty()) drafts.set(draft, form.getValues());
    else drafts.delete(draft);
    onClose();
  };
  const discard = () => {
    drafts.delete(draft);
    form.reset();
  };

  return (
    <Drawer opened={opened} onClose={close} title={<Text component="span" fw={700} size="lg">{title}</Text>} size={size} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <form
        className={classes.drawerForm}
        noValidate
        onSubmit={(event) => {
          drafts.delete(draft);
          api.onSubmit(event);
        }}
      >
        {restored.current && form.isDirty() && (
          <Group justify="space-between" className={classes.draft}>
            <Text size="sm">{t('form.draft')}</Text>
            <Button size="compact-sm" variant="subtle" onClick={discard}>
              {t('form.discard')}
            </Button>
          </Group>
        )}
        <FormProblem problem={api.problem} />
        <Stack gap="md">{children}</Stack>
        <Group className={classes.drawerFoot} justify="space-between">
          <div>{actions}</div>
          <Button type="submit" loading={api.busy}>
            {submitLabel ?? t('action.save')}
          </Button>
        </Group>
      </form>
    </Drawer>
  );
}
