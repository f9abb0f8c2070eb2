import './mantine.css';
import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import './tokens.css';

import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { refresh, signedOut } from '@/shared/api/session';
import { startLanguage } from '@/shared/i18n';
import { startKeys } from '@/shared/keys/registry';
import { startLive } from '@/shared/live';
import { App } from './App';
import { nonce } from './nonce';
import { router } from './router';
import { followSession } from './session';
import { startUpdates } from './updates';

if (nonce) setNonce(nonce);

/** Who is signed in is settled before the first page, so that no page flashes that is about to go. */
async function start() {
  const [, signedIn] = await Promise.all([startLanguage(), refresh().catch(() => false)]);
  if (!signedIn) signedOut(false);
  followSession(router);
  startKeys();
  startLive();
  startUpdates();
  const element = document.getElementById('app');
  if (element) createRoot(element).render(<StrictMode><App /></StrictMode>);
}

void start();
