import { lazy, Suspense, useEffect, useState, type ComponentType } from 'react';
import { useAllTexts } from '@/shared/i18n';

/**
 * A drawer, modal or panel whose code and words are loaded when it is first opened, and which then stays (so that it can close
 * gracefully): `const VisitDrawer = whenOpened(() => import('./VisitDrawer'))`. Keeps first pages light.
 */
export function whenOpened<Props extends { opened: boolean }>(load: () => Promise<{ default: ComponentType<Props> }>): ComponentType<Props> {
  const Loaded = lazy(load) as unknown as ComponentType<Props>;
  /** Mounted closed and opened a step later: only then does a drawer know where the focus goes back to. */
  function Later(props: Props) {
    useAllTexts();
    const [mounted, setMounted] = useState(false);
    useEffect(() => setMounted(true), []);
    return <Loaded {...props} opened={mounted && props.opened} />;
  }
  return function WhenOpened(props: Props) {
    const [seen, setSeen] = useState(props.opened);
    if (props.opened && !seen) setSeen(true);
    return <Suspense>{seen && <Later {...props} />}</Suspense>;
  };
}
