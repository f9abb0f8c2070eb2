import './mantine.css';
import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import './tokens.css';

import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startIdle } from '@/shared/api/idle';
import { refresh, signedOut } from '@/shared/api/session';
import { startLanguage } from '@/shared/i18n';
import { startKeys } from '@/shared/keys/registry';
import { startLive } from '@/shared/live';
import { onEnrolmentNeeded } from '@/shared/proof/refusals';
import { enrolmentPage, NotAllowed } from '@/shared/routing/roots';
import { App } from './App';
import { nonce } from './nonce';
import { router } from './router';
import { followSession } from './session';
import { Unreachable } from './Unreachable';
import { startUpdates } from './updates';

if (nonce) setNonce(nonce);

const element = document.getElementById('app');
const root = createRoot(element ?? document.body.appendChild(document.createElement('div')), {
  // A page that a role may not see is said on screen, and no error of the program.
  onCaughtError: (error) => {
    if (!(error instanceof NotAllowed)) reportError(error);
  },
});

/** Resolves when it is worth asking the server again: by the button, when the network is back, or after a while. */
function nextTry(): Promise<void> {
  return new Promise((resolve) => {
    window.addEventListener('online', () => resolve(), { once: true });
    setTimeout(resolve, 10_000);
    root.render(<App><Unreachable retry={resolve} /></App>);
  });
}

async function whoIsThere(answer = refresh()): Promise<void> {
  try {
    if (!(await answer)) signedOut();
  } catch {
    await nextTry();
    await whoIsThere();
  }
}

/** Who is signed in is settled before the first page, so that no page flashes that is about to go. */
async function start() {
  // Both are under way at once; the texts come first, because the page without a server needs them.
  const texts = startLanguage();
  const who = refresh();
  who.catch(() => undefined);
  await texts;
  await whoIsThere(who);
  followSession(router);
  onEnrolmentNeeded(() => void router.navigate({ to: enrolmentPage }));
  startKeys();
  startLive();
  startIdle();
  root.render(<StrictMode><App /></StrictMode>);
}

startUpdates();
void start();
