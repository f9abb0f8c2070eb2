import classes from './admin.module.css';

const [width, height] = [120, 28];

/** How a figure went lately. Decoration: the figure itself stands beside it. */
export function Sparkline({ values }: { values: number[] }) {
  if (values.length < 2) return <svg className={classes.spark} viewBox={`0 0 ${width} ${height}`} aria-hidden />;
  const top = Math.max(...values, Number.EPSILON);
  const points = values.map((value, index) => {
    const x = (index / (values.length - 1)) * width;
    return `${x.toFixed(1)},${(height - 2 - (value / top) * (height - 4)).toFixed(1)}`;
  });
  return (
    <svg className={classes.spark} viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden>
      <polyline points={points.join(' ')} />
    </svg>
  );
}
