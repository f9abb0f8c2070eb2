import { embedded } from '@/shared/embedded';
import { toast } from '@/shared/ui/toast';
import { t } from '@/shared/i18n/shared';

/** A new version waits until the user takes it: a reload in the middle of typing would lose what was typed. */
function offer(waiting: ServiceWorker) {
  toast({
    text: t('app.update'),
    stays: true,
    action: { label: t('app.updateNow'), run: () => waiting.postMessage('take_over') },
  });
}

function watch(registration: ServiceWorkerRegistration) {
  const offerIfUpdate = (worker: ServiceWorker | null) => {
    if (worker?.state === 'installed' && navigator.serviceWorker.controller) offer(worker);
  };
  offerIfUpdate(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => offerIfUpdate(worker));
  });
  setInterval(() => void registration.update().catch(() => undefined), 60 * 60_000);
}

/** Registers the service worker once the page is quiet; offers new versions. */
export function startUpdates(): void {
  if (embedded || !import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const controlled = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (controlled) location.reload();
  });
  // Not before the first page has loaded: filling the cache would compete with it.
  const register = () => void navigator.serviceWorker.register('/sw.js').then(watch, () => undefined);
  if (document.readyState === 'complete') register();
  else window.addEventListener('load', register);
}
