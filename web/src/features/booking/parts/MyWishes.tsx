import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useDirectory } from '@/shared/directory';
import { useMyWishes } from '../api';
import { useT } from '../i18n';
import classes from './booking.module.css';

/** What they wait for, in short; a time that is offered just now comes first. Nothing for who waits for nothing. */
export default function MyWishes() {
  const t = useT();
  const { visitType } = useDirectory();
  const wishes = useMyWishes().data?.items ?? [];
  if (wishes.length === 0) return null;
  const offers = wishes.flatMap(({ offer }) => (offer ? [offer] : []));
  const names = wishes.map(({ visit_type_id }) => visitType(visit_type_id)?.name ?? '').join(', ');
  return (
    <section className={classes.waiting}>
      {offers.map(({ id, visit_type_id }) => (
        <p key={id} role="status">
          <Anchor td="underline" fw={650} renderRoot={(props) => <Link to="/offers/$id" params={{ id }} {...props} />}>
            {t('wishes.offer', { what: visitType(visit_type_id)?.name ?? '' })}
          </Anchor>
        </p>
      ))}
      <p>
        {t('wishes', { names })}{' '}
        <Anchor td="underline" renderRoot={(props) => <Link to="/my-wishes" {...props} />}>{t('wishes.all')}</Anchor>
      </p>
    </section>
  );
}
