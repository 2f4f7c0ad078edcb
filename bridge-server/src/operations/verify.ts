import { z } from 'zod';
import {
  beginVerify,
  calledOff,
  endVerify,
  newestKnown,
  progressOf,
  readRestore,
} from '../mirror/maintenance/verify.ts';
import { defineOperation, success, failure, type Parts } from './operation.ts';
import { reason } from '../texts/reason.ts';

const state = z.object({
  /** When verifying began; null: it has not, and the numbers tell what it would look at. */
  restoredAt: z.date().nullable(),
  /** Up to when the backup knows everything; null: the database is empty. */
  since: z.date().nullable(),
  left: z.number().int(),
  found: z.number().int(),
  absent: z.number().int(),
  forPerson: z.number().int(),
  /**
   * Orders that are called off or paid back by now: whoever sent them after the backup made documents that nobody takes
   * back.
   */
  calledOff: z.array(
    z.object({
      transfer: z.number().int(),
      order: z.string(),
      shop: z.string(),
      connection: z.string(),
      reason: z.string(),
      key: z.string(),
    }),
  ),
  /** Keys that are in use: one that was revoked after the backup is alive again. */
  keys: z.array(z.object({ issuer: z.string(), keyId: z.string(), name: z.string(), createdAt: z.date() })),
});
/** The most orders and keys that one answer names. */
const most = 1000;

async function stateOf({ database: { longPool: pool } }: Pick<Parts, 'database'>): Promise<z.input<typeof state>> {
  const restore = await readRestore(pool);
  const keys = await pool.query<{ issuer: string; keyId: string; name: string; createdAt: Date }>(
    'select issuer, id as "keyId", name, created_at as "createdAt" from keys where revoked_at is null order by issuer, created_at limit $1',
    [most],
  );
  return {
    restoredAt: restore?.at ?? null,
    since: restore?.since ?? (await newestKnown(pool)),
    ...(await progressOf(pool, restore !== null)),
    calledOff: restore ? await calledOff(pool, most) : [],
    keys: keys.rows,
  };
}

const hint =
  'Look through the keys: one that was revoked after the backup is alive again (kontor key revoke, kontor shop key-revoke), one that was made after it is not known any more.';
const table = { list: 'calledOff', columns: ['order', 'shop', 'connection', 'reason', 'key'] };

const begin = defineOperation({
  command: 'verify',
  summary:
    'After the database was restored from a backup: whatever may have been done since is asked about before it is done. Asked again, it tells how far that is.',
  method: 'post',
  path: '/v1/verify',
  scope: 'bridge:write',
  input: z.strictObject({
    since: z.iso.datetime({ offset: true }).optional().meta({
      description: 'When the backup was made; otherwise the time of the newest thing that the database knows.',
    }),
    anew: z
      .enum(['yes', 'no'])
      .default('no')
      .meta({ description: 'Yes: another backup was restored, and what was verified before does not count.' }),
  }),
  answer: state,
  table: { list: 'keys', columns: ['issuer', 'keyId', 'name', 'createdAt'] },
  hint,
  examples: ['kontor verify --since 2026-11-22T01:00:00Z', 'kontor verify'],
  async run(parts, { since, anew }, { actor }) {
    const { database, timing } = parts;
    if (anew === 'yes' || (await readRestore(database.longPool)) === null) {
      const from = since === undefined ? await newestKnown(database.longPool) : new Date(since);
      if (from === null) return failure(409, reason('verify.nothing'));
      if (from.getTime() > Date.now()) return failure(422, reason('verify.in_future'));
      await beginVerify(database, from, timing, actor);
    }
    return success(await stateOf(parts));
  },
});

const show = defineOperation({
  command: 'verify show',
  summary: 'How far verifying is; before it is begun, what it would look at. Changes nothing.',
  method: 'get',
  path: '/v1/verify',
  scope: 'bridge:read',
  input: z.strictObject({}),
  answer: state,
  table,
  run: async (parts) => success(await stateOf(parts)),
});

const end = defineOperation({
  command: 'verify end',
  summary: 'Ends verifying, once every shop has sent again and nothing is left to look at.',
  method: 'post',
  path: '/v1/verify/end',
  scope: 'bridge:write',
  input: z.strictObject({}),
  answer: state,
  table,
  async run(parts, _given, { actor }) {
    const { database } = parts;
    if ((await readRestore(database.longPool)) === null) return failure(409, reason('verify.not_begun'));
    const { left, forPerson } = await progressOf(database.longPool, true);
    if (left + forPerson > 0) return failure(409, reason('verify.not_over', { left, waiting: forPerson }));
    await endVerify(database, actor);
    return success(await stateOf(parts));
  },
});

export const verifyOperations = [begin, show, end];
