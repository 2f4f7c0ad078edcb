import { z } from 'zod';
import { rotateKey } from '../shops/rotation.ts';
import { defineOperation, success, failure } from './operation.ts';
import { word } from '../texts/reason.ts';
import { told as said } from '@kontor/shared/problem';

const left = z.object({
  /** Null for the bridge's own signing key, as the connection is. */
  shop: z.string().nullable(),
  connection: z.string().nullable(),
  ...said.shape,
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
  async run({ database, sealer }, _given, _principal, speaker) {
    const rotated = await rotateKey(database.knex, sealer);
    if (!rotated.ok) return failure(409, rotated.error);
    const { keyId, sealedAnew, left: kept } = rotated.value;
    const next = word(
      kept.length > 0 ? 'sealing.left' : sealer.makeKey !== null ? 'sealing.in_folder' : 'sealing.given',
    );
    return success({
      keyId,
      sealedAnew,
      left: kept.map(({ shop, connection, ...why }) => ({ shop, connection, ...speaker.told(why) })),
      next: speaker.word(next),
    });
  },
});

export const sealingOperations = [rotate];
