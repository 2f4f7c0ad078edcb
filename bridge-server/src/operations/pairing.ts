import { pairingMinutes } from '@kontor/shared/pairing';
import { z } from 'zod';
import { refusalFrom } from '../auth/refusal.ts';
import { proofStatuses } from '../auth/refusals.ts';
import { note } from '../journal/note.ts';
import { ensureIdentity } from '../shops/identity.ts';
import { createPairing } from '../shops/pairing/code.ts';
import { findShop } from '../shops/shop.ts';
import { defineOperation, success, failure, shopInput } from './operation.ts';
import { reason } from '../texts/reason.ts';

const pair = defineOperation({
  command: 'pair',
  summary: 'Makes a pairing code, which a shop admin pastes into the plugin.',
  method: 'post',
  path: '/v1/pairings',
  scope: 'shops:write',
  input: z.strictObject({
    shop: shopInput.optional().meta({
      description:
        'The shop that is paired again; its other keys are revoked then. Without it the bridge knows the shop by its key or the address that it has proved, or makes a new one.',
    }),
  }),
  answer: z.object({
    pairing: z.string(),
    /** Shown this once. */
    code: z.string(),
    expiresAt: z.date(),
    bridge: z.string(),
  }),
  hint: `Paste the code into the plugin within ${pairingMinutes} minutes. It is shown this once, and counts once.`,
  examples: ['kontor pair', 'kontor pair --shop s…'],
  async run({ database, sealer, config }, given, { actor }) {
    if (given.shop !== undefined && !(await findShop(database.knex, given.shop)))
      return failure(404, refusalFrom(proofStatuses, reason('shop.unknown')));
    const identity = await ensureIdentity(database.knex, sealer);
    const made = await createPairing(database.knex, identity, {
      publicUrl: config.publicUrl,
      forShop: given.shop ?? null,
      actor,
    });
    return success({ ...made, bridge: config.publicUrl });
  },
});

const unpair = defineOperation({
  command: 'shop unpair',
  summary: 'Revokes the key that the request is signed with; orders, connections and documents stay.',
  method: 'post',
  path: '/v1/shops/{shop}/unpair',
  scope: 'keys:rotate',
  input: z.strictObject({ shop: shopInput }),
  answer: z.object({ revoked: z.string() }),
  hint: 'Pairing again resumes the shop.',
  async run({ database, keys }, given, principal) {
    if (principal.kind !== 'shop' || !(await keys.giveUp(given.shop, principal.keyId)))
      return failure(409, reason('key.not_in_use:signed_with'));
    await note(database.pool, {
      shopId: given.shop,
      orderId: null,
      correlationId: null,
      actor: principal.actor,
      code: 'shop.unpaired',
      detail: { keyId: principal.keyId },
    });
    return success({ revoked: principal.keyId });
  },
});

export const pairingOperations = [pair, unpair];
