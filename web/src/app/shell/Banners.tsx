import { useNetwork } from '@mantine/hooks';
import { IconPlugConnectedX, IconWifiOff } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useEnrolling } from '@/shared/api/session';
import { useT } from '@/shared/i18n/shared';
import { useLive } from '@/shared/live';
import classes from './Shell.module.css';

/** True once live news has been missing for a while; short gaps and the first seconds are nobody's concern. */
function useLiveLost(): boolean {
  const live = useLive();
  const unheard = useEnrolling(); // there are no news to miss
  const fine = live || unheard;
  const [lost, setLost] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLost(!fine), fine ? 0 : 15_000);
    return () => clearTimeout(timer);
  }, [fine]);
  return lost;
}

/** What limits the page at this moment: no network, or no live news. */
export function Banners() {
  const t = useT();
  const { online } = useNetwork();
  const liveLost = useLiveLost();
  return (
    <div role="status">
      {!online && (
        <p className={classes.banner}>
          <IconWifiOff size={18} /> {t('app.offline')}
        </p>
      )}
      {online && liveLost && (
        <p className={classes.banner}>
          <IconPlugConnectedX size={18} /> {t('app.liveLost')}
        </p>
      )}
    </div>
  );
}
