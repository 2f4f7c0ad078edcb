/**
 * The baseline of intake: the same Express, body reader, signature check, meter and pool, but with one insert as its
 * only work.
 */
import { createKeys } from '@kontor/bridge-server/auth/keys';
import { readConfig } from '@kontor/bridge-server/config';
import { openDatabase } from '@kontor/bridge-server/database/database';
import { createApp } from '@kontor/bridge-server/http/app';
import { startServer } from '@kontor/bridge-server/http/server';
import { createLog } from '@kontor/bridge-server/log';
import { createMeter } from '@kontor/bridge-server/metrics/meter';
import { timePool } from '@kontor/bridge-server/metrics/pool';
import { createResultsReader } from '@kontor/bridge-server/mirror/transfer/results';
import type { Intake } from '@kontor/bridge-server/orders/receive';
import { answering } from '../../setup/processes/answering.ts';

const config = readConfig(process.env);
if (!config.ok) throw new Error(JSON.stringify(config.error));
const database = openDatabase(config.value.databaseUrl ?? '');
await database.pool.query(`
create table if not exists plain (
  id bigint generated always as identity primary key,
  proof text not null,
  body text not null
)`);
await database.pool.query('alter table plain alter column body set storage external');

const meter = createMeter();
timePool(database.pool, (seconds) => meter.time('kontor_database_wait_seconds', {}, seconds));

const intake: Intake = {
  async receive({ proof, events }) {
    await database.pool.query({
      name: 'plain',
      text: 'insert into plain (proof, body) values ($1, $2)',
      values: [proof.id, JSON.stringify(events)],
    });
    return { kind: 'outcomes', outcomes: [{ outcome: 'accepted', id: '1', revision: 1 }] };
  },
};
const app = createApp({
  config: config.value,
  log: createLog({ level: config.value.logLevel }),
  meter,
  keys: createKeys(database),
  intake,
  results: createResultsReader(database.pool, createLog({ level: config.value.logLevel })),
  ready: async () => [],
});
const server = await startServer(app, config.value);
if (!server.ok) throw new Error(JSON.stringify(server.error));

answering(null, async () => {
  await server.value.close(1000);
  await database.close();
});
