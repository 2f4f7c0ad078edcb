import { z } from 'zod';
import { beginVerify, endVerify, newestKnown, readRestore } from '../mirror/maintenance/verify.ts';
import { calledOff, progressOf } from '../mirror/maintenance/verify-progress.ts';
import { defineOperation, success, failure, type Parts } from './operation.ts';
import { reason } from '../texts/reason.ts';

const state = z.object({
  /** When the verification began; null before it began. The numbers then say what it would look at. */
  restoredAt: z.date().nullable(),
  /** The time of the backup: what happened later is missing in it. Null when the database is empty. */
  since: z.date().nullable(),
  left: z.number().int(),
  found: z.number().int(),
  absent: z.number().int(),
  forPerson: z.number().int(),
  /**
   * Orders that are cancelled or refunded by now. If they were sent after the backup, nobody reverses their documents.
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
  /** The keys in use. A key that was revoked after the backup is in use again. */
  keys: z.array(z.object({ issuer: z.string(), keyId: z.string(), name: z.string(), createdAt: z.date() })),
});
/** The most orders and keys that one answer names. */
const limit = 1000;

const usedKeysStatement = `
  select
    issuer,
    id as "keyId",
    name,
    created_at as "createdAt"
  from keys
  where revoked_at is null
  order by issuer, created_at
  limit $1`;

async function stateOf({ database: { longPool: pool } }: Pick<Parts, 'database'>): Promise<z.input<typeof state>> {
  const restore = await readRestore(pool);
  const keys = await pool.query<{ issuer: string; keyId: string; name: string; createdAt: Date }>(usedKeysStatement, [
    limit,
  ]);
  return {
    restoredAt: restore?.at ?? null,
    since: restore?.since ?? (await newestKnown(pool)),
    ...(await progressOf(pool, restore !== null)),
    calledOff: restore ? await calledOff(pool, limit) : [],
    keys: keys.rows,
  };
}

const hint = [
  'Check the keys. A key that was revoked after the backup is in use again: revoke it with kontor key revoke or kontor',
  'shop key-revoke. A key that was made after the backup is unknown now: make a new one.',
].join('\n');
const table = { list: 'calledOff', columns: ['order', 'shop', 'connection', 'reason', 'key'] };

const begin = defineOperation({
  command: 'verify',
  summary: [
    'Starts a verification after the database was restored from a backup: before the bridge sends anything,',
    'it asks the systems what was already sent. Run it again to see the progress.',
  ].join(' '),
  method: 'post',
  path: '/v1/verify',
  scope: 'bridge:write',
  input: z.strictObject({
    since: z.iso.datetime({ offset: true }).optional().meta({
      description: 'When the backup was made. Default: the time of the newest entry in the database.',
    }),
    anew: z
      .enum(['yes', 'no'])
      .default('no')
      .meta({ description: 'yes: another backup was restored, so the verification starts again.' }),
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
  summary: 'Shows the progress of a verification or, before it starts, what it would look at. Changes nothing.',
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
  summary: 'Ends a verification, after every shop has sent its orders again and nothing is left to look at.',
  method: 'post',
  path: '/v1/verify/end',
  scope: 'bridge:write',
  input: z.strictObject({}),
  answer: state,
  table,
  async run(parts, _input, { actor }) {
    const { database } = parts;
    if ((await readRestore(database.longPool)) === null) return failure(409, reason('verify.not_begun'));
    const { left, forPerson } = await progressOf(database.longPool, true);
    if (left + forPerson > 0) return failure(409, reason('verify.not_over', { left, waiting: forPerson }));
    await endVerify(database, actor);
    return success(await stateOf(parts));
  },
});

export const verifyOperations = [begin, show, end];
