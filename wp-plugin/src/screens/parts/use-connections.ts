import type { OverviewAnswer } from '@kontor/shared/api/overview';
import { useSurroundings } from '../surroundings.ts';
import { useAnswer } from '../use-answer.ts';

export type OverviewConnection = OverviewAnswer['connections'][number];

/**
 * The shop's connections; null while they load, an empty list if they cannot be loaded. They come from the overview,
 * which every user of these screens may read.
 */
export function useConnections(): readonly OverviewConnection[] | null {
  const { bridge } = useSurroundings();
  const [loaded] = useAnswer(
    (signal) => bridge.ask<OverviewAnswer>('GET', '/overview', { signal, read: (value) => value as OverviewAnswer }),
    'connections',
  );
  if (loaded.kind === 'loading') return null;
  return loaded.kind === 'answer' ? loaded.value.connections : [];
}

/**
 * The name of a connection: its system, and its company if the shop has several connections of that system. A removed
 * connection has the name of its system.
 */
export function nameOfConnection(
  connections: readonly OverviewConnection[],
  { connection, system }: { connection: string | null; system: string | null },
): string {
  const present = connections.find(({ id }) => id === connection);
  if (!present) return connections.find((other) => other.system === system)?.label ?? system ?? connection ?? '';
  const isAlone = connections.filter((other) => other.system === present.system).length === 1;
  return isAlone ? present.label : `${present.label} · ${present.account}`;
}
