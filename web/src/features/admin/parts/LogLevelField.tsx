import { Select } from '@mantine/core';
import { invalidate } from '@/shared/api';
import { toast, toastProblem } from '@/shared/ui';
import { levels, setLogLevel, useLogLevel } from '../api';
import { useT } from '../i18n';

/** What is written down at all, until the next start. */
export function LogLevelField() {
  const t = useT();
  const { data } = useLogLevel();
  const set = async (value: string | null) => {
    const level = levels.find((one) => one === value);
    if (!level) return;
    try {
      await setLogLevel(level);
      toast({ text: t('logs.levelSet', { level: t(`logs.level.${level}`) }) });
    } catch (error) {
      toastProblem(error);
    }
    void invalidate('admin/logs/level');
  };
  return (
    <Select label={t('logs.recorded')} w={170} allowDeselect={false} disabled={!data} value={data?.level ?? null} data={levels.map((value) => ({ value: value as string, label: t(`logs.level.${value}`) }))} onChange={(value) => void set(value)} />
  );
}
