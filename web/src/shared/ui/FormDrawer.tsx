import type { FormDrawerProps } from './FormDrawerPanel';
import { whenOpened } from './whenOpened';

const Panel = whenOpened<FormDrawerProps<Record<string, unknown>>>(() => import('./FormDrawerPanel'));

/**
 * A form at the side of the page. Closing it keeps what was typed until it is saved or cleared; the page behind stays
 * as it was. After a success call `form.reset()` (or `setInitialValues` + reset) and close.
 */
export function FormDrawer<Values extends Record<string, unknown>>(props: FormDrawerProps<Values>) {
  // The panel only hands the form on: what its values are does not matter to it.
  return <Panel {...(props as unknown as FormDrawerProps<Record<string, unknown>>)} />;
}
