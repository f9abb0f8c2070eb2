import { useEffect, useState } from 'react';

/**
 * A drawer that is opened for one row or another. `subject` stays while it closes, and it is mounted one step before
 * it opens, so that the focus goes back to where it came from.
 */
export function useDrawer<Subject>() {
  const [asked, setAsked] = useState<{ subject: Subject }>();
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    if (asked) setOpened(true);
  }, [asked]);
  return {
    subject: asked?.subject,
    opened,
    open: (subject: Subject) => setAsked({ subject }),
    close: () => setOpened(false),
  };
}
