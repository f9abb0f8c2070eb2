import { TextInput, Title } from '@mantine/core';
import { badMeasures, isCrossed, measureNames, type Measure, type Typed } from '../draft/values';
import { useT } from '../i18n';
import classes from './consultation.module.css';

/** What was measured, typed as people say it: kg, cm, °C. What cannot be is told, and keeps nothing else from being saved. */
export function VitalsFields({ value, onChange }: { value: Typed['vitals']; onChange: (value: Typed['vitals']) => void }) {
  const t = useT();
  const bad = badMeasures(value);
  const error = (name: Measure) => {
    if (!bad.includes(name)) return undefined;
    return t(name === 'diastolic_mmhg' && isCrossed(value) ? 'vitals.crossed' : 'vitals.wrong');
  };
  return (
    <>
      <Title order={2} className={classes.heading}>{t('vitals')}</Title>
      <div className={classes.vitals}>
        {measureNames.map((name) => (
          <TextInput
            key={name}
            label={t(`vitals.${name}`)}
            inputMode="decimal"
            maxLength={8}
            rightSection={<span className={classes.unit}>{t(`unit.${name}`)}</span>}
            rightSectionWidth={52}
            rightSectionPointerEvents="none"
            value={value[name]}
            error={error(name)}
            onChange={(event) => onChange({ ...value, [name]: event.currentTarget.value })}
          />
        ))}
      </div>
    </>
  );
}
