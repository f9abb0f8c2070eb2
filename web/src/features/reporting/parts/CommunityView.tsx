import { ErrorState, RowsLoading } from '@/shared/ui';
import { useCommunity, type Question } from '../api';
import { count } from '../figures';
import { useT } from '../i18n';
import { ChartCard } from './ChartCard';
import { Csv } from './Csv';
import { Tiles } from './Tiles';

const keys = ['posts', 'comments', 'likes'] as const;
const colours = { posts: '--pine', comments: '--danger', likes: '--ink-soft' };

export function CommunityView({ now, then }: { now: Question; then: Question }) {
  const t = useT();
  const { data, error, isPending, refetch } = useCommunity(now);
  const { data: old } = useCommunity(then);
  if (isPending) return <RowsLoading rows={3} height={96} />;
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  const { totals, rows } = data;
  return (
    <>
      <Tiles tiles={keys.map((key) => ({ label: t(key), value: count(totals[key]), now: totals[key], then: old?.totals[key] }))} />
      <ChartCard
        title={t('view.community')} days={rows.map(({ day }) => day)} by={now.by} format={count}
        series={keys.map((key) => ({ label: t(key), colour: colours[key], values: rows.map((row) => row[key]), line: true }))}
      >
        <Csv report="community" query={now} />
      </ChartCard>
    </>
  );
}
