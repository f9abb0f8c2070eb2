import { transport } from '@/shared/api/transport';

/** A minute is enough for the new tab to have read it. */
const kept = 60_000;

async function fetched(path: string): Promise<Blob> {
  const answer = await transport(new Request(`${location.origin}${path}`));
  if (!answer.ok) throw await answer.json();
  return answer.blob();
}

/** Shows a file of the server in a tab of its own. The tab is opened at once, while the click still allows it. */
export async function openFile(path: string): Promise<void> {
  const tab = window.open('', '_blank');
  try {
    const url = URL.createObjectURL(await fetched(path));
    if (tab) tab.location.href = url;
    else location.href = url;
    setTimeout(() => URL.revokeObjectURL(url), kept);
  } catch (error) {
    tab?.close();
    throw error;
  }
}

/** Saves a file of the server under this name. */
export async function saveFile(path: string, name: string): Promise<void> {
  const url = URL.createObjectURL(await fetched(path));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), kept);
}
