import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Reason } from '@kontor/shared/problem';
import { z } from 'zod';
import { version } from '../metrics/version.ts';
import { readStock } from '../mirror/maintenance/stock.ts';
import { listConnections } from '../shops/connection.ts';
import { reason } from '../texts/reason.ts';
import type { Speaker } from '../texts/say.ts';
import { heldOf } from './connections/held-view.ts';
import { defineOperation, done, type Parts } from './operation.ts';

/** well: nothing to do; look: somebody should look, and orders still go; wrong: orders do not go as they should. */
const state = z.enum(['wrong', 'look', 'well']);
type State = z.infer<typeof state>;
/** What was looked at, and what was found. */
type Finding = readonly [State, Reason];

/** Slower than this, in ms, something else is the matter with the machine. */
const slowMs = 1000;
/** Requests are refused from a minute on; half of it is a sign. */
const clockSeconds = 30;
const dueSeconds = 60;
const doubtSeconds = 3600;
const leastMegabytes = 1024;
const megabytesIn = (bytes: number): number => Math.round(bytes / 1024 / 1024);
const minutesIn = (seconds: number): number => Math.round(seconds / 60);

export const doctor = defineOperation({
  command: 'doctor',
  summary: 'How the bridge is, on one page: what is wrong comes first, each with what to do.',
  method: 'get',
  path: '/v1/doctor',
  scope: 'bridge:read',
  input: z.strictObject({}),
  answer: z.object({
    checks: z.array(z.object({ state, code: z.string(), what: z.string(), cause: z.string(), remedy: z.string() })),
  }),
  table: { list: 'checks', columns: ['state', 'what', 'cause', 'remedy'] },
  examples: ['kontor doctor', 'kontor doctor --json'],
  async run(parts, _given, _principal, speaker) {
    const found = [
      ...(await ofDatabase(parts)),
      ...(await ofWork(parts)),
      ...(await ofConnections(parts, speaker)),
      await ofDisk(parts),
    ];
    const order = state.options;
    return done({
      checks: found
        .toSorted(([one], [other]) => order.indexOf(one) - order.indexOf(other))
        .map(([its, why]) => {
          const { code, title, cause, remedy } = speaker.told(why);
          return { state: its, code, what: title, cause, remedy: its === 'well' ? '' : remedy };
        }),
    });
  },
});

async function ofDatabase({ database: { pool } }: Parts): Promise<Finding[]> {
  const asked = Date.now();
  const { rows } = await pool.query<{ now: Date; postgres: string; bytes: number }>(
    `select clock_timestamp() as now, current_setting('server_version') as postgres, pg_database_size(current_database()) as bytes`,
  );
  const answered = Date.now();
  const { now, postgres, bytes } = rows[0] ?? { now: new Date(), postgres: '', bytes: 0 };
  const ms = answered - asked;
  // The database said its time somewhere between the two.
  const apart = Math.max(0, asked - now.getTime(), now.getTime() - answered) / 1000;
  return [
    ['well', reason('doctor.versions', { kontor: version, node: process.versions.node, postgres })],
    ms > slowMs
      ? ['look', reason('doctor.database_slow', { ms })]
      : ['well', reason('doctor.database_well', { ms, megabytes: megabytesIn(bytes) })],
    apart > clockSeconds
      ? ['wrong', reason('doctor.clock_differs', { seconds: Math.round(apart) })]
      : ['well', reason('doctor.clock_well')],
  ];
}

async function ofWork({ database: { pool } }: Parts): Promise<Finding[]> {
  const { writable, oldestDueAge, oldestDoubtAge, open, unread } = await readStock(pool);
  const blocked = open.reduce((sum, { state: its, transfers }) => sum + (its === 'blocked' ? transfers : 0), 0);
  const orders = unread.reduce((sum, { orders: count }) => sum + count, 0);
  const found: Finding[] = [
    oldestDueAge > dueSeconds
      ? ['wrong', reason('doctor.work_late', { minutes: minutesIn(oldestDueAge) })]
      : ['well', reason('doctor.work_well')],
  ];
  if (!writable) found.push(['wrong', reason('doctor.database_read_only')]);
  if (oldestDoubtAge > doubtSeconds)
    found.push(['look', reason('doctor.doubt_old', { minutes: minutesIn(oldestDoubtAge) })]);
  if (blocked > 0) found.push(['look', reason('doctor.documents_blocked', { count: blocked })]);
  if (orders > 0) found.push(['look', reason('doctor.orders_unread', { count: orders })]);
  return found;
}

async function ofConnections(parts: Parts, speaker: Speaker): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const connection of await listConnections(parts.database.knex)) {
    const held = await heldOf(parts, connection, speaker);
    if (!held) continue;
    const { shopId: shop, id, accountName: account } = connection;
    found.push([
      'wrong',
      reason('doctor.connection_held', { shop, connection: id, account, because: held.cause, mend: held.remedy }),
    ]);
  }
  return found;
}

/** Only the embedded database lies on this machine. */
async function ofDisk({ config: { databaseUrl, dataFolder } }: Parts): Promise<Finding> {
  if (databaseUrl !== null) return ['well', reason('doctor.disk_elsewhere')];
  const { bavail, bsize } = await statfs(dataFolder).catch(() => statfs(dirname(dataFolder)));
  const megabytes = megabytesIn(bavail * bsize);
  return megabytes < leastMegabytes
    ? ['look', reason('doctor.disk_low', { megabytes })]
    : ['well', reason('doctor.disk_well', { megabytes })];
}
