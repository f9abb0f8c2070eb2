import { useState } from 'react';
import type { Schema } from '@/shared/api';
import { between, percentile, rate } from '../figures';

type Stats = Schema['Stats'];

/** What two looks at the figures tell of the time between them. */
export interface Sample {
  at: string;
  requests: number;
  failures: number;
  writes: number;
  p50?: number;
  p95?: number;
  p99?: number;
  waiting: number;
  memory: number;
  database: number;
}

interface Kept {
  last?: Stats;
  samples: Sample[];
}

const most = 60;

function sample(now: Stats, before: Stats | undefined): Sample {
  // After a restart the counters begin again.
  const since = before && before.uptime_seconds < now.uptime_seconds ? before : undefined;
  const seconds = now.uptime_seconds - (since?.uptime_seconds ?? 0);
  const steps = between(since?.latency, now.latency);
  return {
    at: new Date().toISOString(),
    requests: rate(since?.requests, now.requests, seconds),
    failures: now.failures - (since?.failures ?? 0),
    writes: rate(since?.writes, now.writes, seconds),
    p50: percentile(steps, 0.5),
    p95: percentile(steps, 0.95),
    p99: percentile(steps, 0.99),
    waiting: now.writes_waiting + (now.slow_waiting ?? 0),
    memory: now.memory_bytes,
    database: now.database_bytes,
  };
}

/** The last minutes, as this page has seen them. */
export function useHistory(stats: Stats | undefined): Sample[] {
  const [kept, setKept] = useState<Kept>({ samples: [] });
  if (stats && stats !== kept.last) {
    const next = { last: stats, samples: [...kept.samples, sample(stats, kept.last)].slice(-most) };
    setKept(next);
    return next.samples;
  }
  return kept.samples;
}
