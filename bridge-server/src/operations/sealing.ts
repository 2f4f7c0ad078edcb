import { z } from 'zod';
import { rotateKey } from '../shops/rotation.ts';
import { defineOperation, done, failure } from './operation.ts';

const left = z.object({
  /** Null for the bridge's own signing key, as the connection is. */
  shop: z.string().nullable(),
  connection: z.string().nullable(),
  code: z.string(),
  cause: z.string(),
  remedy: z.string(),
});

const rotate = defineOperation({
  command: 'sealing rotate',
  summary: 'Seals every secret with another key while the bridge runs; may be interrupted and run again.',
  method: 'post',
  path: '/v1/sealing/rotate',
  scope: 'bridge:write',
  input: z.strictObject({}),
  answer: z.object({
    /** Of the key that is in charge now. */
    keyId: z.string(),
    sealedAnew: z.number().int(),
    /** What this process cannot open, and which therefore stays as it is. */
    left: z.array(left),
    next: z.string(),
  }),
  hint: 'Keep the former key with every backup of the database that was made before.',
  examples: ['kontor sealing rotate', 'KONTOR_KEY=NEW KONTOR_FORMER_KEYS=OLD kontor sealing rotate'],
  async run({ database, sealer }) {
    const rotated = await rotateKey(database.knex, sealer);
    if (!rotated.ok) return failure(409, rotated.error);
    const { keyId, sealedAnew, left: kept } = rotated.value;
    return done({ keyId, sealedAnew, left: [...kept], next: nextOf(kept.length > 0, sealer.makeKey !== null) });
  },
});

function nextOf(isLeft: boolean, inFolder: boolean): string {
  if (isLeft)
    return 'Keep the former keys: what is left is sealed with others or was changed. Follow its remedies, then run this again.';
  return inFolder
    ? 'Nothing has to be restarted. The former keys stand in sealing.key of the data folder, below the new one: drop their lines whenever no backup needs them.'
    : 'Start every process without KONTOR_FORMER_KEYS: nothing is sealed with those keys any more.';
}

export const sealingOperations = [rotate];
