import { setTimeout as sleep } from 'node:timers/promises';
import type { Reason } from '@kontor/shared/problem';
import { reason } from '../texts/reason.ts';
import type { Database } from './database.ts';
import { isMigrated } from './migrate.ts';
import { readinessSeconds } from './time-outs.ts';

/**
 * Why the database cannot be used; empty when it can. A database that does not answer in time counts as unreachable.
 */
export async function databaseReadiness({ knex }: Pick<Database, 'knex'>): Promise<Reason[]> {
  const patience = new AbortController();
  const timeOut = sleep(readinessSeconds * 1000, null, { signal: patience.signal }).catch(() => null);
  const migrated = await Promise.race([isMigrated(knex).catch(() => null), timeOut]);
  patience.abort();
  if (migrated === null) return [reason('database.unreachable')];
  return migrated ? [] : [reason('database.not_migrated')];
}
