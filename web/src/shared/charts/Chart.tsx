import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import classes from './Chart.module.css';

export interface Series {
  label: string;
  /** A colour's name in tokens.css: `--pine`. */
  colour: string;
  values: (number | undefined)[];
  /** Bars unless told otherwise. */
  line?: boolean;
  /** The colour of a bar's edge, where its own is pale. */
  edge?: string;
}

export interface ChartProps {
  label: string;
  /** What the labels below name: a day, a week… */
  head: string;
  labels: string[];
  series: Series[];
  stacked?: boolean;
  format: (value: number) => string;
}

const height = 240;
const colourOf = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** What is drawn: each stacked series stands on those before it. */
export function heights(series: Series[], stacked = false): (number | null)[][] {
  const below: number[] = [];
  return series.map(({ values }) =>
    values.map((value, at) => {
      if (!stacked) return value ?? null;
      return (below[at] = (below[at] ?? 0) + (value ?? 0));
    }),
  );
}

function optionsOf({ head, labels, series, stacked, format }: ChartProps, width: number): uPlot.Options {
  const ink = colourOf('--ink-soft');
  const grid = { stroke: colourOf('--hairline'), width: 1 };
  const font = '13px "Atkinson Hyperlegible Next Variable", system-ui, sans-serif';
  // The highest is drawn first, so that the lower ones stand before it.
  const drawn = stacked ? [...series].reverse() : series;
  return {
    width,
    height,
    scales: { x: { time: false, range: [-0.6, labels.length - 0.4] }, y: { range: (_, __, most) => [0, Math.max(most * 1.05, 1e-9)] } },
    axes: [
      { stroke: ink, font, grid: { show: false }, ticks: { show: false }, space: 76, incrs: [1, 2, 3, 4, 5, 7, 14, 28], values: (_, ticks) => ticks.map((tick) => labels[tick] ?? '') },
      { stroke: ink, font, grid, ticks: { show: false }, size: (_, texts) => 20 + 7.5 * Math.max(3, ...(texts ?? []).map((text) => text.length)), values: (_, ticks) => ticks.map(format) },
    ],
    cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
    legend: { live: true, markers: { width: 0, fill: (_, at) => colourOf(drawn[at - 1]?.colour ?? '--ink') } },
    series: [
      { label: head, value: (_, at) => (labels[at ?? -1] ? `${head} ${labels[at ?? -1]}` : '') },
      ...drawn.map(({ label, colour, line, edge, values }): uPlot.Series => ({
        label,
        stroke: colourOf(edge ?? colour),
        fill: line ? undefined : colourOf(colour),
        width: line ? 2.5 : edge ? 1 : 0,
        paths: line ? undefined : uPlot.paths.bars?.({ size: [0.7, 56], radius: 0.12 }),
        points: { show: Boolean(line) && labels.length <= 35, size: 6 },
        value: (_, __, ___, at) => {
          if (at === null || at === undefined) return ''; // under no pointer there is only the key to the colours
          const value = values[at];
          return value === undefined ? '–' : format(value);
        },
      })),
    ],
  };
}

/** Bars and lines over the buckets of a period. The table beside it says the same to those who do not see it. */
export default function Chart(props: ChartProps) {
  const { label, labels, series, stacked } = props;
  const scheme = useComputedColorScheme('light');
  const place = useRef<HTMLDivElement>(null);
  const shown = JSON.stringify([labels, series, stacked]);
  const latest = useRef(props);
  latest.current = props;
  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    const { labels: names, series: all, stacked: piled } = latest.current;
    const columns = heights(all, piled);
    if (piled) columns.reverse();
    const chart = new uPlot(optionsOf(latest.current, element.clientWidth), [names.map((_, at) => at), ...columns], element);
    const follow = new ResizeObserver(() => {
      if (element.clientWidth > 0 && element.clientWidth !== chart.width) chart.setSize({ width: element.clientWidth, height });
    });
    follow.observe(element);
    return () => {
      follow.disconnect();
      chart.destroy();
    };
    // Colours are read from the page when it is drawn, so a change of theme draws it anew.
  }, [shown, scheme]);
  return <div ref={place} className={classes.chart} role="img" aria-label={label} />;
}
