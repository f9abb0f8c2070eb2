import { Button, type ButtonProps } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useUser } from '@/shared/api';
import { visitLinksOf } from '@/shared/routing/registry';
import { useLanguage } from '@/shared/i18n';
import { useT } from './i18n';
import type { Visit } from './list';

/** Where a visit leads, as other features say: its note, its invoice. */
export function VisitLinks({ visit, ...look }: { visit: Visit } & ButtonProps) {
  const t = useT();
  useLanguage();
  const navigate = useNavigate();
  const links = visitLinksOf(useUser(), visit);
  return links.map(({ id, label, icon: Icon, run }) => (
    <Button
      key={id}
      variant="default"
      leftSection={<Icon size={16} />}
      aria-label={t('link.of', { link: label(), name: visit.patient_name })}
      onClick={() => run((to) => void navigate({ to }), visit)}
      {...look}
    >
      {label()}
    </Button>
  ));
}
