import { lazy, Suspense, useState, type ComponentType } from 'react';

/**
 * A drawer, modal or panel whose code is loaded when it is first opened, and which then stays (so that it can close
 * gracefully): `const VisitDrawer = whenOpened(() => import('./VisitDrawer'))`. Keeps first pages light.
 */
export function whenOpened<Props extends { opened: boolean }>(load: () => Promise<{ default: ComponentType<Props> }>): ComponentType<Props> {
  const Loaded = lazy(load) as unknown as ComponentType<Props>;
  return function WhenOpened(props: Props) {
    const [seen, setSeen] = useState(props.opened);
    if (props.opened && !seen) setSeen(true);
    return <Suspense>{seen && <Loaded {...props} />}</Suspense>;
  };
}
