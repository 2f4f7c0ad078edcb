import type { Knex } from 'knex';
import { advisoryLocks } from './advisory-locks.ts';
import * as first from './migrations/001-first.ts';
import * as customerIndex from './migrations/002-customer-index.ts';
import * as alarms from './migrations/003-alarms.ts';
import * as shopReading from './migrations/004-shop-reading.ts';
import * as webhooks from './migrations/005-webhooks.ts';
import * as shopFacts from './migrations/006-shop-facts.ts';
import * as officeKeys from './migrations/007-office-keys.ts';
import * as officeFetching from './migrations/008-office-fetching.ts';
import * as contentKeys from './migrations/009-content-keys.ts';
import * as files from './migrations/010-files.ts';
import * as people from './migrations/011-people.ts';
import * as articles from './migrations/012-articles.ts';
import * as taskMails from './migrations/013-task-mails.ts';
import * as readers from './migrations/014-readers.ts';
import * as addresses from './migrations/015-addresses.ts';
import * as views from './migrations/017-views.ts';
import * as collectingLimits from './migrations/018-collecting-limits.ts';
import { ensureReaderRole } from './reader-role.ts';

interface Migration {
  up(knex: Knex): Promise<void>;
  down(knex: Knex): Promise<void>;
}

/** In the order in which they run; a migration that has run anywhere is never changed. */
const migrations: readonly { name: string; migration: Migration }[] = [
  { name: '001-first', migration: first },
  { name: '002-customer-index', migration: customerIndex },
  { name: '003-alarms', migration: alarms },
  { name: '004-shop-reading', migration: shopReading },
  { name: '005-webhooks', migration: webhooks },
  { name: '006-shop-facts', migration: shopFacts },
  { name: '007-office-keys', migration: officeKeys },
  { name: '008-office-fetching', migration: officeFetching },
  { name: '009-content-keys', migration: contentKeys },
  { name: '010-files', migration: files },
  { name: '011-people', migration: people },
  { name: '012-articles', migration: articles },
  { name: '013-task-mails', migration: taskMails },
  { name: '014-readers', migration: readers },
  { name: '015-addresses', migration: addresses },
  { name: '017-views', migration: views },
  { name: '018-collecting-limits', migration: collectingLimits },
];

const source: Knex.MigrationSource<{ name: string; migration: Migration }> = {
  getMigrations: async () => [...migrations],
  getMigrationName: (entry) => entry.name,
  getMigration: async (entry) => entry.migration,
};

/** Brings the database's tables up to date. */
export async function migrate(knex: Knex): Promise<void> {
  await knex.transaction(async (lock) => {
    await lock.raw('select pg_advisory_xact_lock(?)', [advisoryLocks.migration]);
    const options = { migrationSource: source };
    // knex has a lock row of its own, which a killed process leaves set. The advisory lock above is the one that
    // counts.
    await knex.migrate.forceFreeMigrationsLock(options);
    await knex.migrate.latest(options);
    await ensureReaderRole(knex);
  });
}

/** Whether every migration has run. */
export async function isMigrated(knex: Knex): Promise<boolean> {
  const [, pending] = (await knex.migrate.list({ migrationSource: source })) as [unknown[], unknown[]];
  return pending.length === 0;
}
