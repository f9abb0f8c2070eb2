import { Anchor, Button, Card, Code, Group, Stack, Text, Title } from '@mantine/core';
import '@mantine/core/styles/Code.css';
import type { ReactNode } from 'react';
import type { Schema } from '@/shared/api';
import { ErrorState, fullName, RowsLoading, toast } from '@/shared/ui';
import { usePublicPages } from '../api';
import { useT } from '../i18n';

const quoted = (text: string) => text.replace(/[&"<]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** What another web site shows the page with. */
export const frameOf = (url: string, title: string) =>
  `<iframe src="${quoted(url)}?embed=1" title="${quoted(title)}" width="100%" height="760" style="border:0" loading="lazy"></iframe>`;

function Copied({ label, text, copy, children }: { label: string; text: string; copy: string; children?: ReactNode }) {
  const t = useT();
  const put = async () => {
    await navigator.clipboard.writeText(text);
    toast({ text: t('public.copied') });
  };
  return (
    <Stack gap={6}>
      <Text size="sm" fw={600}>{label}</Text>
      <Code block style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>{text}</Code>
      <Group gap="sm">
        {/* Browsers have one over HTTPS alone; elsewhere the text is there to be selected. */}
        {'clipboard' in navigator && <Button variant="default" size="xs" onClick={() => void put()}>{copy}</Button>}
        {children}
      </Group>
    </Stack>
  );
}

/** Where everybody books with this practitioner, to hand on and to show in another web site. */
export default function PublicPageCard({ practitioner }: { practitioner: Schema['Practitioner'] }) {
  const t = useT();
  const { data, error, isPending, refetch } = usePublicPages();
  const slug = data?.practitioners.find(({ id }) => id === practitioner.id)?.slug;
  const url = `${window.location.origin}/rdv/${slug}`;
  const name = fullName(practitioner);
  return (
    <Card component="section" mt="md">
      <Title order={2} mb="xs">{t('public.title')}</Title>
      {isPending && <RowsLoading rows={2} />}
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {data && !slug && <Text size="sm">{t('public.off', { name })}</Text>}
      {slug && (
        <Stack gap="md">
          <Text size="sm" c="dimmed">{t('public.text')}</Text>
          <Copied label={t('public.link')} text={url} copy={t('public.copyLink')}>
            <Anchor size="sm" href={url} target="_blank" rel="noopener">{t('public.open')}</Anchor>
          </Copied>
          <Copied label={t('public.frame')} text={frameOf(url, t('public.frameTitle', { name }))} copy={t('public.copyFrame')} />
          <Text size="xs" c="dimmed">{t('public.frameHint')}</Text>
        </Stack>
      )}
    </Card>
  );
}
