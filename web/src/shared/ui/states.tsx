import { Alert, Button, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconRefresh, type Icon } from '@tabler/icons-react';
import { useEffect, type ReactNode } from 'react';
import { problemText, toProblem } from '@/shared/api/problem';
import { useT } from '@/shared/i18n/shared';
import classes from './ui.module.css';

interface EmptyProps {
  title: string;
  /** What to do next. */
  text?: ReactNode;
  icon?: Icon;
  /** Stands alone on a page: its title is then the page's heading. */
  page?: boolean;
  children?: ReactNode;
}

/** Nothing here, and why, and what to do next. */
export function EmptyState({ title, text, icon: Symbol, page = false, children }: EmptyProps) {
  useEffect(() => {
    if (page) document.title = `${title} · Monoclinic`;
  }, [page, title]);
  return (
    <div className={classes.empty} data-page={page || undefined}>
      {Symbol && <Symbol size={32} stroke={1.5} aria-hidden />}
      <Title order={page ? 1 : 2}>{title}</Title>
      {text && <p className={classes.soft}>{text}</p>}
      {children}
    </div>
  );
}

/** A read that failed: the reason in words, and another try. */
export function ErrorState({ error, retry }: { error: unknown; retry?: () => void }) {
  const t = useT();
  const { request_id: id, status } = toProblem(error);
  return (
    <Alert color="red" variant="default" className={classes.error} icon={<IconAlertTriangle size={20} />} role="alert">
      <Text size="sm">{problemText(error)}</Text>
      {id && status >= 500 && <Text size="xs" c="dimmed">{t('reference', { id })}</Text>}
      {retry && (
        <Button mt="xs" size="xs" variant="default" leftSection={<IconRefresh size={14} />} onClick={retry}>
          {t('action.retry')}
        </Button>
      )}
    </Alert>
  );
}

/** A form's refusal that belongs to no single field. Renders nothing without one. */
export function FormProblem({ problem }: { problem: unknown }) {
  return problem === undefined ? null : <ErrorState error={problem} />;
}

/** Grey lines while a list is read, as many as there will roughly be. */
export function RowsLoading({ rows = 6, height = 36 }: { rows?: number; height?: number }) {
  const t = useT();
  return (
    <Stack gap={6} role="status" aria-label={t('list.loading')}>
      {Array.from({ length: rows }, (_, index) => <Skeleton key={index} height={height} radius="sm" />)}
    </Stack>
  );
}

/** While a page's code or first data arrive. */
export function PageLoading() {
  return (
    <div>
      <Skeleton height={30} width={240} mb="lg" />
      <RowsLoading rows={8} />
    </div>
  );
}
