import { Button } from '@mantine/core';
import { Link, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useSession } from '@/shared/api';
import { embedded } from '@/shared/embedded';
import { useT } from '@/shared/i18n/shared';
import { PageLoading } from '@/shared/ui';
import { Plain } from './Plain';

const Shell = lazy(() => import('./shell/Shell').then(({ Shell }) => ({ default: Shell })));

/** The frame of pages for everybody: the shell for people who are signed in, paper and a way in for others. */
export function Open() {
  const t = useT();
  const session = useSession();
  const here = useRouterState({ select: ({ location }) => location.href });
  if (session.phase === 'in') return <Suspense fallback={<PageLoading />}><Shell /></Suspense>;
  // Within another site nothing leads further into this one.
  if (embedded) return <Plain wide bare />;
  return (
    <Plain wide>
      <Button component={Link} to="/login" search={{ next: here } as never} variant="default" size="compact-md">{t('app.logIn')}</Button>
    </Plain>
  );
}
