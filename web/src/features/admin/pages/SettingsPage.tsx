import { Card, Table, Title } from '@mantine/core';
import { ErrorState, PageTitle, RowsLoading } from '@/shared/ui';
import { useSettings } from '../api';
import { has, useT } from '../i18n';
import { LogLevelField } from '../parts/LogLevelField';
import classes from '../parts/admin.module.css';

type Setting = NonNullable<ReturnType<typeof useSettings>['data']>['items'][number];

/** What the program was told to do: by its file, its variables, its command line. Only what is logged changes while it runs. */
export default function SettingsPage() {
  const t = useT();
  const { data, error, isPending, refetch } = useSettings();
  const sections = [...new Set((data?.items ?? []).map(({ key }) => key.split('.')[0] ?? ''))];
  return (
    <>
      <PageTitle title={t('nav.settings')} text={t('settings.text')}><LogLevelField /></PageTitle>
      {isPending && <RowsLoading />}
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {data && sections.map((section) => <Section key={section} section={section} items={data.items.filter(({ key }) => key.startsWith(`${section}.`))} />)}
    </>
  );
}

function Section({ section, items }: { section: string; items: Setting[] }) {
  const t = useT();
  return (
    <Card component="section" mb="md">
      <Title order={2} size="h4">[{section}]</Title>
      <div className={classes.scroll} role="region" aria-label={section} tabIndex={0}>
        <Table miw={480}>
          <Table.Thead>
            <Table.Tr><Table.Th>{t('settings.key')}</Table.Th><Table.Th>{t('settings.value')}</Table.Th><Table.Th>{t('settings.default')}</Table.Th></Table.Tr>
          </Table.Thead>
          <Table.Tbody>{items.map((item) => <Row key={item.key} item={item} />)}</Table.Tbody>
        </Table>
      </div>
    </Card>
  );
}

function Row({ item: { key, value, fallback, changed, secret } }: { item: Setting }) {
  const t = useT();
  const word = `setting.${key}`;
  return (
    <Table.Tr>
      <Table.Td>{has(word) && <>{t(word)}<br /></>}<span className={classes.code}>{key}</span></Table.Td>
      <Table.Td className={classes.code}>{changed ? <strong>{value}</strong> : value}{secret && <span className={classes.soft}> {t('settings.secret')}</span>}</Table.Td>
      <Table.Td className={classes.code}>{fallback}</Table.Td>
    </Table.Tr>
  );
}
