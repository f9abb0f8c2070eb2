import { Button, Card, Stack } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import type { Problem } from '@/shared/api';
import { FormProblem, PageTitle } from '@/shared/ui';

interface Props {
  title: string;
  text?: ReactNode;
  submit: string;
  api: { problem: Problem | undefined; busy: boolean; onSubmit: (event?: FormEvent<HTMLFormElement>) => void };
  /** Below the card. */
  foot?: ReactNode;
  children: ReactNode;
}

/** A page that is one short form. */
export function PlainForm({ title, text, submit, api, foot, children }: Props) {
  return (
    <>
      <PageTitle title={title} text={text} />
      <Card padding="lg">
        <form onSubmit={api.onSubmit} noValidate>
          <FormProblem problem={api.problem} />
          <Stack gap="md">
            {children}
            <Button type="submit" size="md" fullWidth loading={api.busy}>
              {submit}
            </Button>
          </Stack>
        </form>
      </Card>
      {foot}
    </>
  );
}
