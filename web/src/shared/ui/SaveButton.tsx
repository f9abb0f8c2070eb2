import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { saveFile } from '@/shared/api/file';
import { useDeed } from './useDeed';

interface Props {
  path: string;
  /** What the saved file is called. */
  name: string;
  /** What is saved, in words. */
  label: string;
  /** What stands on the button where the label is too long. */
  short?: string;
  size?: 'xs' | 'sm';
  disabled?: boolean;
}

/** Saves a file of the server; a refusal is told. */
export function SaveButton({ path, name, label, short, size = 'sm', disabled }: Props) {
  const { busy, run } = useDeed();
  return (
    <Button
      variant="default"
      size={size}
      leftSection={<IconDownload size={size === 'xs' ? 14 : 16} />}
      loading={busy}
      disabled={disabled}
      aria-label={short && label}
      onClick={() => void run(() => saveFile(path, name))}
    >
      {short ?? label}
    </Button>
  );
}
