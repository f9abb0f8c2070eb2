import { Button, Card, Chip, FileButton, Group, Input, Loader, MultiSelect, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import '@mantine/core/styles/Chip.css';
import { IconExternalLink, IconPhotoPlus, IconUserOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { queries, toProblem, type Schema } from '@/shared/api';
import { given, required, StaleNotice, useRowForm } from '@/shared/editing';
import { useLanguage } from '@/shared/i18n';
import { useT as useShared } from '@/shared/i18n/shared';
import { EmptyState, ErrorState, FormProblem, PageLoading, PageTitle, toast } from '@/shared/ui';
import { readMyPage, saveMyPage, useMyPage, useSpecialties } from '../api';
import { useT } from '../i18n';
import { specialtyName } from '../parts/CoachParts';
import classes from '../parts/coaching.module.css';
import { usePictures } from '../pictures';
import { imageTypes } from '../upload';

type Profile = Schema['Profile'];
const spoken = ['fr', 'en', 'ar', 'de', 'es', 'it', 'nl', 'pl', 'pt', 'ro', 'ru', 'tr', 'uk', 'vi', 'zh'];

const valuesOf = (row: Profile | undefined) => ({
  headline: row?.headline ?? '',
  about: row?.about ?? '',
  specialty_ids: row?.specialty_ids ?? [],
  languages: row?.languages ?? [],
  photo_id: row?.photo_id ?? '',
  published: row?.published ?? false,
});

export default function MyPagePage() {
  const t = useT();
  const { data, error, isPending, refetch } = useMyPage();
  if (isPending) return <PageLoading />;
  if (data) return <ProfileForm profile={data} />;
  if (toProblem(error).status === 404) return <EmptyState page icon={IconUserOff} title={t('mine.none')} text={t('mine.noneText')} />;
  return <ErrorState error={error} retry={() => void refetch()} />;
}

function ProfileForm({ profile }: { profile: Profile }) {
  const t = useT();
  const shared = useShared();
  const language = useLanguage();
  const api = useRowForm({
    row: profile,
    values: valuesOf,
    validate: { headline: required },
    reread: readMyPage,
    submit: ({ about, photo_id, ...values }, headers) => saveMyPage({ ...values, about: given(about), photo_id: given(photo_id) }, headers),
    onDone: () => {
      toast({ text: t('mine.saved') });
      void queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith('/api/coaches') });
    },
  });
  const { form } = api;
  const names = new Intl.DisplayNames([language], { type: 'language' });
  const languages = [...new Set([...spoken, ...form.values.languages])].map((value) => ({ value, label: names.of(value) ?? value }));
  return (
    <form className={classes.column} onSubmit={api.onSubmit} noValidate>
      <PageTitle title={t('nav.myPage')} text={t('mine.text')}>
        {profile.version > 0 && <Button component={Link} to="/coaches/$id" params={{ id: profile.coach_id } as never} variant="default" leftSection={<IconExternalLink size={16} />}>{t('mine.see')}</Button>}
      </PageTitle>
      <FormProblem problem={api.problem} />
      <StaleNotice stale={api.stale} reload={api.reload} />
      <Card>
        <Stack gap="md">
          <Switch label={t('mine.published')} description={t('mine.publishedHint')} {...form.getInputProps('published', { type: 'checkbox' })} />
          <TextInput label={t('mine.headline')} description={t('mine.headlineHint')} required maxLength={160} {...form.getInputProps('headline')} />
          <Textarea label={t('mine.about')} description={t('mine.aboutHint')} autosize minRows={5} maxRows={20} maxLength={4000} {...form.getInputProps('about')} />
          <SpecialtiesField value={form.values.specialty_ids} onChange={(ids) => form.setFieldValue('specialty_ids', ids)} />
          <MultiSelect label={t('mine.languages')} data={languages} searchable {...form.getInputProps('languages')} />
          <PhotoField value={form.values.photo_id} error={form.errors.photo_id as string | undefined} onChange={(id) => form.setFieldValue('photo_id', id)} />
          <Group justify="flex-end"><Button type="submit" size="md" loading={api.busy}>{shared('action.save')}</Button></Group>
        </Stack>
      </Card>
    </form>
  );
}

function SpecialtiesField({ value, onChange }: { value: string[]; onChange: (ids: string[]) => void }) {
  const t = useT();
  const language = useLanguage();
  const { data } = useSpecialties();
  const list = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Input.Wrapper label={t('mine.specialties')} description={t('mine.specialtiesHint')} labelElement="div">
      <Chip.Group multiple value={value} onChange={(ids) => onChange(ids.slice(0, 8))}>
        <Group gap={8} mt={6} role="group" aria-label={t('mine.specialties')}>{list.map((one) => <Chip key={one.id} value={one.id} size="sm">{specialtyName(one, language)}</Chip>)}</Group>
      </Chip.Group>
    </Input.Wrapper>
  );
}

function PhotoField({ value, error, onChange }: { value: string; error?: string; onChange: (id: string) => void }) {
  const t = useT();
  const pictures = usePictures(value ? [value] : [], 1, (id) => onChange(id ?? ''));
  const picture = pictures.list[0];
  return (
    <Input.Wrapper label={t('mine.photo')} labelElement="div" error={error ?? (pictures.fault || undefined)}>
      <Group gap="sm" mt={6}>
        {picture && <img className={classes.portrait} src={picture.src} alt={t('mine.photo')} />}
        {pictures.sending && <Loader size="sm" aria-label={t('write.sending')} />}
        {!picture && (
          <FileButton accept={imageTypes.join(',')} onChange={(file) => file && pictures.add([file])}>
            {(props) => <Button {...props} variant="default" leftSection={<IconPhotoPlus size={16} />}>{t('mine.photoAdd')}</Button>}
          </FileButton>
        )}
        {picture && <Button variant="default" onClick={() => pictures.remove(picture.key)}>{t('mine.photoRemove')}</Button>}
      </Group>
    </Input.Wrapper>
  );
}
