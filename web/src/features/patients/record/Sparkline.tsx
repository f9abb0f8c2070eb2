import classes from './record.module.css';

const width = 160;
const height = 36;
const margin = 3;

/** Points of a curve that fills its box; a curve that never changes runs along the middle. */
export function pointsOf(values: readonly number[]): [number, number][] {
  const low = Math.min(...values);
  const span = Math.max(...values) - low;
  const step = (width - 2 * margin) / Math.max(1, values.length - 1);
  return values.map((value, index) => [margin + index * step, span === 0 ? height / 2 : height - margin - ((value - low) / span) * (height - 2 * margin)]);
}

/** Only a picture: the numbers stand in the table beside it. */
export function Sparkline({ values }: { values: readonly number[] }) {
  const points = pointsOf(values);
  const last = points.at(-1);
  return (
    <svg className={classes.sparkline} viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden>
      <polyline points={points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')} />
      {last && <circle cx={last[0]} cy={last[1]} r={2.5} />}
    </svg>
  );
}
