import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { toProblem } from './problem';
import { transport } from './transport';

/** The bytes of a file that needs the token, which an <img> cannot bring. */
export async function fetchFile(path: string, signal?: AbortSignal): Promise<Blob> {
  const answer = await transport(new Request(new URL(path, location.origin), { signal }));
  if (!answer.ok) throw toProblem(await answer.json().catch(() => undefined));
  return answer.blob();
}

/** A file as an address that <img> and <iframe> take; `url` is there once it has come, and gone with the component. */
export function useFile(path: string | undefined): { url?: string; error: unknown; retry: () => void } {
  const query = useQuery({
    queryKey: ['file', path],
    queryFn: ({ signal }) => fetchFile(path ?? '', signal),
    enabled: path !== undefined,
    // A file never changes: one that is on screen stays where it was scrolled to.
    staleTime: ({ state }) => (state.data ? 'static' : Infinity),
    gcTime: 60_000,
  });
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!query.data) return undefined;
    const made = URL.createObjectURL(query.data);
    setUrl(made);
    return () => {
      setUrl(undefined);
      URL.revokeObjectURL(made);
    };
  }, [query.data]);
  return { url, error: query.error, retry: () => void query.refetch() };
}

/** A minute is enough for a new tab to have read it, or for the browser to have saved it. */
const letGo = (url: string) => setTimeout(() => URL.revokeObjectURL(url), 60_000);

/** Saves a file under its name. */
export async function saveFile(path: string, name: string): Promise<void> {
  const url = URL.createObjectURL(await fetchFile(path));
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  letGo(url);
}

/** Shows a file in a tab of its own. The tab is opened at once, while the click still allows it. */
export async function openFile(path: string): Promise<void> {
  const tab = window.open('', '_blank');
  try {
    const url = URL.createObjectURL(await fetchFile(path));
    (tab ?? window).location.href = url;
    letGo(url);
  } catch (error) {
    tab?.close();
    throw error;
  }
}

/** The address of what is asked for; what is not given is left out. */
export function withQuery(path: string, query: object): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  return `${path}?${new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString()}`;
}
