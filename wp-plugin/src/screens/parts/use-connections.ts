import type { OverviewAnswer } from '@kontor/shared/api/overview';
import { useSurroundings } from '../surroundings.ts';
import { useAnswer } from '../use-answer.ts';

export type OverviewConnection = OverviewAnswer['connections'][number];

/** The shop's connections; null while they are not known yet, none where nobody can tell. The overview tells them to whoever may see orders. */
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
 * What people call a connection: its system, and its company where there are several of one system. One that is not among them, such
 * as one that was removed, is called as another of its system is.
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
