import { z } from 'zod';
import { rotateKey } from '../shops/rotation.ts';
import { defineOperation, success, failure } from './operation.ts';
import { word } from '../texts/reason.ts';
import { problemText as explanation } from '@kontor/shared/problem';

/** A secret that could not be opened. `shop` and `connection` are null for the bridge's own signing key. */
const unopened = z.object({
  shop: z.string().nullable(),
  connection: z.string().nullable(),
  ...explanation.shape,
});

const rotate = defineOperation({
  command: 'sealing rotate',
  summary: 'Encrypts every stored secret with another key while the bridge runs. It is safe to interrupt and repeat.',
  method: 'post',
  path: '/v1/sealing/rotate',
  scope: 'bridge:write',
  input: z.strictObject({}),
  answer: z.object({
    /** The id of the current key. */
    keyId: z.string(),
    sealedAnew: z.number().int(),
    /** The secrets that this process cannot open. They stay as they are. */
    left: z.array(unopened),
    /** What to do next. */
    next: z.string(),
  }),
  hint: 'Keep the former key together with every backup of the database that was made before now.',
  examples: ['kontor sealing rotate', 'KONTOR_KEY=NEW KONTOR_FORMER_KEYS=OLD kontor sealing rotate'],
  async run({ database, sealer }, _input, _principal, speaker) {
    const rotation = await rotateKey(database.knex, sealer);
    if (!rotation.ok) return failure(409, rotation.error);
    const { keyId, sealedAnew, left } = rotation.value;
    const next = word(
      left.length > 0 ? 'sealing.left' : sealer.makeKey !== null ? 'sealing.in_folder' : 'sealing.given',
    );
    return success({
      keyId,
      sealedAnew,
      left: left.map(({ shop, connection, ...why }) => ({ shop, connection, ...speaker.told(why) })),
      next: speaker.word(next),
    });
  },
});

export const sealingOperations = [rotate];
