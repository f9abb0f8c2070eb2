import { IconCalendarOff } from '@tabler/icons-react';
import { Link, Navigate } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import { hasRole, toProblem, useSession } from '@/shared/api';
import { useAllTexts } from '@/shared/i18n';
import { EmptyState, ErrorState, fullName, PageLoading, PageTitle } from '@/shared/ui';
import { useT } from '../i18n';
import { ChooseSlot } from '../parts/ChooseSlot';
import { ChooseType } from '../parts/ChooseType';
import { Chosen } from '../parts/Chosen';
import { People } from '../parts/People';
import { Steps } from '../parts/Steps';
import { Who } from '../parts/Who';
import classes from '../parts/booking.module.css';
import { publicSource, useOffering, type PublicPractitioner } from '../public';
import { publicRoute, slotOf, type Choice } from '../routes';
import { SourceContext, useCatalogue } from '../source';

/** Everybody's page: who, what, when; then a way in, and the confirmation. */
export default function PublicPage() {
  useAllTexts();
  const t = useT();
  const { slug } = publicRoute.useParams();
  const search = publicRoute.useSearch();
  const source = useMemo(() => publicSource(slug), [slug]);
  const { data, error, isPending, refetch } = useOffering(slug);
  if (isPending) return <PageLoading />;
  if (!data && toProblem(error).status === 404) {
    return (
      <EmptyState page icon={IconCalendarOff} title={t('public.gone')} text={t('public.goneText')}>
        <Link to="/rdv" search={{ embed: search.embed }}>{t('public.all')}</Link>
      </EmptyState>
    );
  }
  if (!data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (data.practitioners.length === 0) return <EmptyState page icon={IconCalendarOff} title={t('public.none')} text={t('public.noneText')} />;
  const only = slug ? data.practitioners[0] : undefined;
  return (
    <SourceContext value={source}>
      <Steppings people={data.practitioners} only={only} choice={only ? { ...search, practitioner: only.id } : search} />
    </SourceContext>
  );
}

function Steppings({ people, only, choice }: { people: PublicPractitioner[]; only: PublicPractitioner | undefined; choice: Choice }) {
  const t = useT();
  const session = useSession();
  const catalogue = useCatalogue();
  const type = choice.type ? catalogue.visitType(choice.type) : undefined;
  const slot = type && slotOf(choice);
  const step = !type ? 1 : slot ? 3 : 2;
  const title = only ? t('public.with', { name: fullName(only) }) : t('public.title');
  useDescription(t('public.description', { names: people.map((one) => `${fullName(one)} (${one.specialty})`).join(', ') }));
  // Who is in already has nothing left to do here: the hold is made there.
  if (slot && session.phase === 'in' && hasRole(session.user, 'patient')) return <Navigate to="/book" search={{ ...choice, week: undefined, embed: undefined }} replace />;
  return (
    <div className={step === 2 ? undefined : classes.narrow}>
      <PageTitle title={title} text={type && step === 2 ? type.name : undefined} />
      {only && <Who practitioner={only} sites={catalogue.sites} brief={step > 1} />}
      <Steps step={step} choice={choice} />
      {step === 1 && !only && <People practitioners={people} embed={choice.embed} />}
      {step === 1 && <ChooseType choice={choice} />}
      {type && step === 2 && <ChooseSlot type={type} choice={choice} onChosen={() => undefined} />}
      {type && slot && <Chosen type={type} choice={choice} slot={slot} slug={only?.slug} />}
    </div>
  );
}

/** What search engines and previews of links say of the page. */
function useDescription(text: string) {
  useEffect(() => {
    const meta = Object.assign(document.createElement('meta'), { name: 'description', content: text });
    document.head.append(meta);
    return () => meta.remove();
  }, [text]);
}
