import { useMemo } from 'react';
import { renderSVG } from 'uqr';

/** Made here in the browser: what it holds is a secret, and is sent nowhere. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const source = useMemo(() => `data:image/svg+xml,${encodeURIComponent(renderSVG(text, { border: 3 }))}`, [text]);
  return <img src={source} alt={label} width={200} height={200} style={{ background: '#fff', borderRadius: 8 }} />;
}
