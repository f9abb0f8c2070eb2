import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { toProblem, useApiForm, type Problem, type Schema } from '@/shared/api';
import { passkeysWork, signWithPasskey, wasCancelled } from '@/shared/proof/passkey';
import { answerSecondFactor } from '../api';
import { useT } from '../i18n';
import { required } from './fields';
import { PlainForm } from './PlainForm';

interface Props {
  asked: Schema['SecondFactor'];
  onDone: () => void;
  onBack: () => void;
}

type Way = 'code' | 'recovery_code';

/** After the right password: a code, a recovery code or a passkey. */
export function SecondStep({ asked, onDone, onBack }: Props) {
  const t = useT();
  const can = (method: Schema['FactorKind']) => asked.methods.includes(method);
  const [way, setWay] = useState<Way>(can('totp') ? 'code' : 'recovery_code');
  const [refused, setRefused] = useState<Problem>();
  const form = useApiForm({
    mode: 'controlled',
    initialValues: { code: '', recovery_code: '' },
    validate: { [way]: required },
    submit: async (values, headers) => {
      setRefused(undefined);
      await answerSecondFactor({ challenge: asked.challenge, [way]: values[way].trim() }, headers);
      onDone();
    },
  });
  const sign = async () => {
    setRefused(undefined);
    try {
      await answerSecondFactor({ challenge: asked.challenge, passkey: await signWithPasskey(asked) });
      onDone();
    } catch (error) {
      if (!wasCancelled(error)) setRefused(toProblem(error));
    }
  };
  const other: Way = way === 'code' ? 'recovery_code' : 'code';
  const offersOther = other === 'code' ? can('totp') : can('recovery_code');
  const field = form.form.getInputProps(way);
  return (
    <PlainForm
      title={t('second.title')}
      text={t('second.text')}
      submit={t('second.submit')}
      api={{ ...form, problem: refused ?? form.problem }}
      foot={
        <Stack gap="xs" mt="lg" align="center">
          {can('passkey') && passkeysWork() && <Button variant="default" onClick={() => void sign()}>{t('second.usePasskey')}</Button>}
          {offersOther && (
            <Button variant="subtle" size="compact-sm" onClick={() => setWay(other)}>
              {other === 'code' ? t('second.useCode') : t('second.useRecovery')}
            </Button>
          )}
          <Button variant="subtle" size="compact-sm" onClick={onBack}>{t('second.back')}</Button>
        </Stack>
      }
    >
      {way === 'code' ? (
        <TextInput key="code" autoFocus label={t('second.code')} inputMode="numeric" autoComplete="one-time-code" {...field} />
      ) : (
        <TextInput key="recovery" autoFocus label={t('second.recovery')} description={<Text component="span" size="xs">{t('second.recoveryHint')}</Text>} autoComplete="off" autoCapitalize="characters" spellCheck={false} {...field} />
      )}
    </PlainForm>
  );
}
