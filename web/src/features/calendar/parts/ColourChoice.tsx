import type { CSSProperties } from 'react';
import { useT as useShared } from '@/shared/i18n/shared';
import type { Visit } from '@/shared/visit';
import { useT } from '../i18n';
import classes from './Calendar.module.css';
import { Choice } from './choices';
import { colourings, statusColours } from './colours';
import type { Calendar } from './useCalendar';

interface Entry {
  name: string;
  colour: string;
  status?: Visit['status'];
}

/** What stands for what, among the visits that are shown; of practitioners, the list above tells. */
function useLegend({ colouring, visits, directory }: Calendar): Entry[] {
  const shared = useShared();
  if (colouring === 'type') {
    const seen = [...new Set(visits.map(({ visit_type_id: id }) => id))].flatMap((id) => directory.visitType(id) ?? []);
    return seen.map(({ name, colour }) => ({ name, colour })).sort((a, b) => a.name.localeCompare(b.name));
  }
  if (colouring !== 'status') return [];
  const seen = new Set(visits.map(({ status }) => status));
  const all = Object.entries(statusColours) as [Visit['status'], string][];
  return all.filter(([status]) => seen.has(status)).map(([status, colour]) => ({ name: shared(`status.${status}`), colour, status }));
}

/** What the cards' colours tell: the practitioner, the visit type or the state. */
export function ColourChoice({ calendar }: { calendar: Calendar }) {
  const t = useT();
  const { colouring, setColouring } = calendar;
  const entries = useLegend(calendar);
  const labels = { practitioner: t('practitioner'), type: t('colours.type'), status: t('colours.status') };
  return (
    <>
      <div className={classes.colours}>
        <span aria-hidden>{t('colours')}</span>
        <Choice label={t('colours')} value={colouring} onChange={setColouring} options={colourings.map((value) => ({ value, label: labels[value] }))} />
      </div>
      {entries.length > 0 && (
        <ul className={classes.legend} aria-label={t('colours.legend')}>
          {entries.map(({ name, colour, status }) => (
            <li key={name} data-status={status} style={{ '--hue': colour } as CSSProperties}>{name}</li>
          ))}
        </ul>
      )}
    </>
  );
}
