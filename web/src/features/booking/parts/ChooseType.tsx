import { IconChevronRight, IconStethoscope } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useT as useShared } from '@/shared/i18n/shared';
import { useFormats } from '@/shared/time';
import { EmptyState, ErrorState, RowsLoading } from '@/shared/ui';
import { useT } from '../i18n';
import type { Choice } from '../routes';
import { useCatalogue, useSource } from '../source';
import { ForWhom } from './ForWhom';
import classes from './booking.module.css';

/** Step 1: what for. */
export function ChooseType({ choice }: { choice: Choice }) {
  const t = useT();
  const shared = useShared();
  const { money } = useFormats();
  const { path, signedIn } = useSource();
  const { visitTypes, isPending, error, refetch } = useCatalogue();
  if (isPending) return <RowsLoading rows={4} height={64} />;
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (visitTypes.length === 0) return <EmptyState icon={IconStethoscope} title={t('types.none')} text={t('types.noneText')} />;
  return (
    <>
    {signedIn && <ForWhom choice={choice} />}
    <ul className={classes.types}>
      {visitTypes.map(({ id, name, duration_minutes, price, modes, colour }) => (
        <li key={id}>
          <Link to={path} search={(now: Choice) => ({ ...now, type: id })} className={classes.type}>
            <span className={classes.stripe} style={{ background: colour }} />
            <span>
              <span className={classes.typeName}>{name}</span>
              <br />
              <span className={classes.soft}>
                {shared('time.minutes', { count: duration_minutes })} · {modes.map((mode) => shared(`mode.${mode}`)).join(', ')}
              </span>
            </span>
            <span className={classes.price}>{money(price)}</span>
            <IconChevronRight size={18} aria-hidden />
          </Link>
        </li>
      ))}
    </ul>
    </>
  );
}
