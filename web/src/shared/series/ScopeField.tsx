import { Radio, Stack } from '@mantine/core';
import type { Scope } from './api';
import { useT } from './i18n';

const scopes: Scope[] = ['this', 'following', 'all'];

/** This one, this and the following, or all: asked before a visit of a series is moved or cancelled. */
export function ScopeField({ value, onChange }: { value: Scope; onChange: (scope: Scope) => void }) {
  const t = useT();
  return (
    <Radio.Group label={t('scope')} value={value} onChange={(scope) => onChange(scope as Scope)}>
      <Stack gap={6} mt={4}>
        {scopes.map((scope) => <Radio key={scope} value={scope} label={t(`scope.${scope}`)} />)}
      </Stack>
    </Radio.Group>
  );
}
