import { Button, Card, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useSession } from '@/shared/api';
import { embedded } from '@/shared/embedded';
import { useT } from '../i18n';
import { publicPath, withChoice } from '../public';
import type { Choice, ChosenSlot } from '../routes';
import { useSource, type Kind } from '../source';
import { Summary } from './Summary';

interface Props {
  type: Kind;
  choice: Choice;
  slot: ChosenSlot;
  slug: string | undefined;
}

/** Step 3 of who is not logged in: what was chosen, and the ways in, which lead to the confirmation. */
export function Chosen({ type, choice, slot, slug }: Props) {
  const t = useT();
  const { path } = useSource();
  const session = useSession();
  const mode = choice.mode ?? type.modes[0] ?? 'on_site';
  const { at: _at, with: _with, place: _place, ...untilSlot } = choice;
  const stranger = session.phase !== 'in';
  return (
    <Card padding="lg">
      <Summary visit={{ ...slot, visit_type_id: type.id, mode }} />
      <Text>{t(embedded ? 'public.embedded' : stranger ? 'public.enter' : 'public.notPatient')}</Text>
      <Text size="sm" c="dimmed" mt={4}>{t('public.notYet')}</Text>
      <Group mt="lg" justify="space-between">
        <Button variant="default" renderRoot={(props) => <Link to={path} search={untilSlot} {...props} />}>{t('otherSlot')}</Button>
        {embedded ? <Out href={withChoice(publicPath(slug), choice)} /> : stranger && <WaysIn next={withChoice('/book', { ...choice, mode })} />}
      </Group>
    </Card>
  );
}

/** Nobody types a password in somebody else's page. */
function Out({ href }: { href: string }) {
  const t = useT();
  return <Button component="a" href={href} target="_blank" rel="noopener" size="md">{t('public.out')}</Button>;
}

function WaysIn({ next }: { next: string }) {
  const t = useT();
  return (
    <Group>
      <Button variant="default" size="md" renderRoot={(props) => <Link to="/register" search={{ next }} {...props} />}>{t('public.register')}</Button>
      <Button size="md" renderRoot={(props) => <Link to="/login" search={{ next }} {...props} />}>{t('public.logIn')}</Button>
    </Group>
  );
}
