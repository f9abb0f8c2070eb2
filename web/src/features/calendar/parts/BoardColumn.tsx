import { useId } from 'react';
import { useUser, type Schema } from '@/shared/api';
import { useDirectory } from '@/shared/directory';
import { useRoomNames } from '@/shared/directory/rooms';
import { t as shared } from '@/shared/i18n/shared';
import { useFormats } from '@/shared/time';
import { fullName } from '@/shared/ui';
import { actsOn, perform, Waiting } from '@/shared/visit';
import { useT as useVisitTexts } from '@/shared/visit/i18n';
import type { BoardVisit } from '../api';
import { useT } from '../i18n';
import { actKeys, type Place } from './board';
import classes from './Board.module.css';

interface Props {
  place: Place;
  visits: BoardVisit[];
  site: Schema['Site'];
  onOpen: (visit: string) => void;
}

const keyed = Object.values(actKeys);

function Card({ visit, site, onOpen }: { visit: BoardVisit; site: Schema['Site']; onOpen: (visit: string) => void }) {
  const t = useT();
  const words = useVisitTexts();
  const user = useUser();
  const { time } = useFormats();
  const directory = useDirectory();
  const practitioner = directory.practitioner(visit.practitioner_id);
  const room = useRoomNames(site.id, [visit])(visit);
  const about = [directory.visitType(visit.visit_type_id)?.name, practitioner && fullName(practitioner), room].filter(Boolean).join(' · ');
  const act = actsOn(visit, user).find((one) => (keyed as string[]).includes(one));
  return (
    <li className={classes.card} data-place={visit.place}>
      <button type="button" className={classes.open} data-visit={visit.id} onClick={() => onOpen(visit.id)}>
        <span><b>{time(visit.starts_at, site.time_zone)}</b> {visit.patient_name}</span>
        <span className={classes.soft}>{about}</span>
        {visit.since && visit.place !== 'waiting' && <span className={classes.soft}>{t(visit.place === 'done' ? 'board.ended' : 'board.since', { time: time(visit.since, site.time_zone) })}</span>}
      </button>
      {visit.place === 'waiting' && <Waiting visit={visit} />}
      {act && (
        <button type="button" className={classes.act} aria-label={shared('action.of', { act: words(`act.${act}`), of: visit.patient_name })} onClick={() => void perform(visit, act)}>
          {words(`act.${act}`)}
        </button>
      )}
    </li>
  );
}

export function BoardColumn({ place, visits, site, onOpen }: Props) {
  const t = useT();
  const title = useId();
  return (
    <section className={classes.column} aria-labelledby={title}>
      <h2 id={title}>{t(`board.${place}`)} <span className={classes.count}>{visits.length}</span></h2>
      {visits.length === 0 && <p className={classes.soft}>{t('board.none')}</p>}
      <ul className={classes.list}>
        {visits.map((visit) => <Card key={visit.id} visit={visit} site={site} onOpen={onOpen} />)}
      </ul>
    </section>
  );
}
