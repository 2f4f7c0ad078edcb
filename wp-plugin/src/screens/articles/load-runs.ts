import type { BridgeAnswer, BridgeClient } from '../../bridge/ask.ts';
import type { ArticleRun } from './answers.ts';

/** What the runs say of one connection. */
export interface ConnectionReading {
  readonly connection: string;
  /** The newest run, which may still be reading. */
  readonly newest: ArticleRun;
  /** The newest run that has ended; null if none has. */
  readonly ended: ArticleRun | null;
  /** The newest run that has read everything: only such a run tells all that is refused. */
  readonly whole: ArticleRun | null;
}

const runsAsked = '100';

/** Loads how the articles of each connection were read, the newest run first. */
export async function loadReadings(
  bridge: BridgeClient,
  signal: AbortSignal,
): Promise<BridgeAnswer<ConnectionReading[]>> {
  // A run over everything is rare among those over changes, so it would be missing from a list of the last runs.
  const [all, changes] = await Promise.all([askRuns(bridge, 'all', signal), askRuns(bridge, 'changes', signal)]);
  if (!all.ok) return all;
  if (!changes.ok) return changes;
  const runs = [...all.value.runs, ...changes.value.runs].sort((one, other) => other.id - one.id);
  const connections = [...new Set(runs.map(({ connection }) => connection))];
  const value = connections.flatMap((connection) => {
    const [newest, ...older] = runs.filter((run) => run.connection === connection);
    if (newest === undefined) return [];
    const ended = [newest, ...older].filter(({ state }) => state !== 'running');
    return [{ connection, newest, ended: ended[0] ?? null, whole: ended.find(({ reads }) => reads === 'all') ?? null }];
  });
  return { ok: true, value, correlationId: null };
}

const askRuns = (
  bridge: BridgeClient,
  reads: ArticleRun['reads'],
  signal: AbortSignal,
): Promise<BridgeAnswer<{ readonly runs: readonly ArticleRun[] }>> =>
  bridge.ask('GET', '/views/articles/runs', {
    query: { reads, limit: runsAsked },
    read: (value) => value as { runs: readonly ArticleRun[] },
    signal,
  });
