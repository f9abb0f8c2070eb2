import { Alert, Button, Group } from '@mantine/core';
import type { useDraft } from '../draft/useDraft';
import { measureNames, type Typed } from '../draft/values';
import { useT } from '../i18n';
import classes from './consultation.module.css';

/** What was saved elsewhere meanwhile, beside what is typed here: the writer chooses, nothing is lost before. */
export function Conflicts({ draft: { conflicts, typed, keeper } }: { draft: ReturnType<typeof useDraft> }) {
  const t = useT();
  const textOf = (value: Typed[keyof Typed]): string => {
    if (typeof value === 'string') return value || t('conflict.empty');
    if (Array.isArray(value)) return value.map(({ label, code }) => `${label} ${code}`.trim()).join('\n') || t('conflict.empty');
    const filled = measureNames.filter((name) => value[name]);
    return filled.map((name) => `${t(`vitals.${name}`)} : ${value[name]} ${t(`unit.${name}`)}`).join('\n') || t('conflict.empty');
  };
  const nameOf = (field: keyof Typed) => t(field === 'diagnoses' ? 'dx' : field);
  return conflicts.map(({ field, theirs }) => (
    <Alert key={field} color="red" variant="default" role="alert" title={t('conflict.title', { field: nameOf(field) })}>
      <div className={classes.versions}>
        <figure><figcaption>{t('conflict.mine')}</figcaption><pre>{textOf(typed[field])}</pre></figure>
        <figure><figcaption>{t('conflict.theirs')}</figcaption><pre>{textOf(theirs)}</pre></figure>
      </div>
      <Group gap={8} mt="xs">
        <Button size="xs" variant="default" onClick={() => keeper.settle(field, 'mine')}>{t('conflict.keepMine')}</Button>
        <Button size="xs" variant="default" onClick={() => keeper.settle(field, 'theirs')}>{t('conflict.takeTheirs')}</Button>
      </Group>
    </Alert>
  ));
}
