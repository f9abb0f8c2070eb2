import { ActionIcon, Select, Tooltip } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Schema } from '@/shared/api';
import { useFormats, weekStart, addDays, today } from '@/shared/time';
import { useT } from '../i18n';
import { clockText } from '../text';
import { copiedDay, faultsOf, nextSpan, onBar, totalMinutes, weekdays, type Span, type SpanFault } from '../week';
import { CopyDay } from './CopyDay';
import { TimeField } from './TimeField';
import classes from './week.module.css';

interface Props {
  spans: Span[];
  onChange: (spans: Span[]) => void;
  /** Where the hours can be; without it, they are a site's own. */
  sites?: Schema['Site'][];
  /** What else can be said of a span. */
  more?: (span: Span, onChange: (span: Span) => void) => ReactNode;
}

/** The name of a weekday in the language on screen. */
export function useWeekdayName() {
  const { date } = useFormats();
  const monday = weekStart(today('UTC'));
  return (weekday: number) => date(addDays(monday, weekday - 1), 'weekday');
}

/** A week of hours: for each day a bar that shows them, and below it the spans to type. */
export function WeekEditor({ spans, onChange, sites, more }: Props) {
  const faults = faultsOf(spans, sites !== undefined);
  const change = (index: number, span: Span | undefined) => onChange(spans.flatMap((one, at) => (at === index ? (span ? [span] : []) : [one])));
  return (
    <>
      <div className={classes.scaleRow} aria-hidden>
        <span />
        <div className={classes.hoursScale}>{[6, 8, 10, 12, 14, 16, 18, 20].map((hour) => <span key={hour}>{hour}</span>)}</div>
        <span />
      </div>
      <ul className={classes.week}>
        {weekdays.map((weekday) => {
          const own = spans.flatMap((span, index) => (span.weekday === weekday ? [{ span, index, fault: faults.get(index) }] : []));
          return (
            <Day
              key={weekday}
              weekday={weekday}
              own={own}
              sites={sites}
              more={more}
              onSpan={change}
              onAdd={() => onChange([...spans, nextSpan(spans, weekday, sites?.[0]?.id)])}
              onCopy={(to) => onChange(copiedDay(spans, weekday, to))}
            />
          );
        })}
      </ul>
    </>
  );
}

interface Placed {
  span: Span;
  index: number;
  fault: SpanFault | undefined;
}

interface DayProps extends Pick<Props, 'sites' | 'more'> {
  weekday: number;
  own: Placed[];
  onSpan: (index: number, span: Span | undefined) => void;
  onAdd: () => void;
  onCopy: (to: number[]) => void;
}

function Day({ weekday, own, sites, more, onSpan, onAdd, onCopy }: DayProps) {
  const t = useT();
  const day = useWeekdayName()(weekday);
  const total = totalMinutes(own.map(({ span }) => span));
  return (
    <li className={classes.day} aria-label={day}>
      <div className={classes.dayName}>
        {day}
        {total > 0 && <small>{clockText(total)}</small>}
      </div>
      <div className={classes.dayBody}>
        <Bar own={own} sites={sites} />
        <div className={classes.spans}>
          {own.length === 0 && <p className={classes.closed}>{sites ? t('week.free') : t('week.closed')}</p>}
          {own.map(({ span, index, fault }) => (
            <SpanRow key={index} day={day} span={span} fault={fault} sites={sites} more={more} onSpan={(next) => onSpan(index, next)} />
          ))}
        </div>
      </div>
      <div className={classes.tools}>
        <Tooltip label={t('week.add')}>
          <ActionIcon variant="default" size={34} aria-label={t('week.addTo', { day })} onClick={onAdd}>
            <IconPlus size={16} />
          </ActionIcon>
        </Tooltip>
        <CopyDay weekday={weekday} onCopy={onCopy} />
      </div>
    </li>
  );
}

function Bar({ own, sites }: { own: Placed[]; sites: Props['sites'] }) {
  return (
    <div className={classes.bar} aria-hidden>
      {own.map(({ span, index, fault }) => {
        const place = onBar(span);
        const site = sites?.findIndex(({ id }) => id === span.site_id) ?? 0;
        if (!place) return null;
        return (
          <div key={index} className={classes.block} data-tone={Math.max(site, 0) % 3} data-fault={fault} style={{ left: `${place.left}%`, width: `${place.width}%` }}>
            {sites && sites.length > 1 ? sites[site]?.name : null}
          </div>
        );
      })}
    </div>
  );
}

interface SpanProps extends Pick<Props, 'sites' | 'more'> {
  day: string;
  span: Span;
  fault: SpanFault | undefined;
  onSpan: (span: Span | undefined) => void;
}

function SpanRow({ day, span, fault, sites, more, onSpan }: SpanProps) {
  const t = useT();
  return (
    <div className={classes.span} role="group" aria-label={`${day}, ${span.opens}–${span.closes}`}>
      <TimeField label={t('week.from')} value={span.opens} error={fault === 'time' || fault === 'order'} onChange={(opens) => onSpan({ ...span, opens })} />
      <span aria-hidden>–</span>
      <TimeField label={t('week.until')} value={span.closes} error={fault === 'time' || fault === 'order'} onChange={(closes) => onSpan({ ...span, closes })} />
      {sites && sites.length > 1 && (
        <Select
          className={classes.siteField}
          aria-label={t('week.site')}
          data={sites.map(({ id, name }) => ({ value: id, label: name }))}
          value={span.site_id ?? null}
          error={fault === 'site'}
          allowDeselect={false}
          onChange={(site_id) => onSpan({ ...span, site_id: site_id ?? undefined })}
        />
      )}
      {more?.(span, onSpan)}
      <Tooltip label={t('week.remove')}>
        <ActionIcon variant="subtle" color="gray" size={34} aria-label={t('week.removeOf', { day, from: span.opens, until: span.closes })} onClick={() => onSpan(undefined)}>
          <IconTrash size={16} />
        </ActionIcon>
      </Tooltip>
      {fault && <span className={classes.fault} role="alert">{t(`fault.${fault}`)}</span>}
    </div>
  );
}
