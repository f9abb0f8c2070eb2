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
    staleTime: Infinity,
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

/** Saves a file under its name. */
export async function saveFile(path: string, name: string): Promise<void> {
  const url = URL.createObjectURL(await fetchFile(path));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
