import { setTimeout as sleep } from 'node:timers/promises';
import type { Reason } from '@kontor/shared/problem';
import { reason } from '../texts/reason.ts';
import type { Database } from './database.ts';
import { isMigrated } from './migrate.ts';
import { readinessSeconds } from './time-outs.ts';

/** What keeps the database from being used; empty when nothing does. A database that does not answer soon is unreachable. */
export async function databaseReadiness({ knex }: Pick<Database, 'knex'>): Promise<Reason[]> {
  const patience = new AbortController();
  const silence = sleep(readinessSeconds * 1000, null, { signal: patience.signal }).catch(() => null);
  const migrated = await Promise.race([isMigrated(knex).catch(() => null), silence]);
  patience.abort();
  if (migrated === null) return [reason('database.unreachable')];
  return migrated ? [] : [reason('database.not_migrated')];
}
