import { Input, SegmentedControl, type SegmentedControlProps } from '@mantine/core';
import { useId } from 'react';

type Props<Value extends string> = Omit<SegmentedControlProps<Value>, 'aria-labelledby'> & { label: string };

/** A few choices side by side, under a label like that of any other field. */
export function Segments<Value extends string>({ label, ...props }: Props<Value>) {
  const id = useId();
  return (
    <Input.Wrapper label={label} labelElement="div" labelProps={{ id }}>
      <SegmentedControl fullWidth aria-labelledby={id} {...props} />
    </Input.Wrapper>
  );
}
