import { pairingMinutes } from '@kontor/shared/pairing';
import { z } from 'zod';
import { refusalFrom } from '../auth/refusal.ts';
import { proofStatuses } from '../auth/refusals.ts';
import { note } from '../journal/note.ts';
import { endAccess } from '../orders/pull/readings.ts';
import { ensureIdentity } from '../shops/identity.ts';
import { createPairing } from '../shops/pairing/code.ts';
import { findShop } from '../shops/shop.ts';
import { defineOperation, success, failure, shopInput } from './operation.ts';
import { reason } from '../texts/reason.ts';

const pair = defineOperation({
  command: 'pair',
  summary: 'Makes a pairing code. An admin of the shop pastes it into the plugin.',
  method: 'post',
  path: '/v1/pairings',
  scope: 'shops:write',
  input: z.strictObject({
    shop: shopInput.optional().meta({
      description: [
        'The shop to pair again; its other keys are then revoked. Without this option, the bridge recognises the',
        'shop by its key or by the address that it proved before, or adds a new shop.',
      ].join(' '),
    }),
  }),
  answer: z.object({
    pairing: z.string(),
    /** Part of this answer only. */
    code: z.string(),
    expiresAt: z.date(),
    bridge: z.string(),
  }),
  hint: `Paste the code into the plugin within ${pairingMinutes} minutes. It is shown only now and can be used once.`,
  examples: ['kontor pair', 'kontor pair --shop s…'],
  async run({ database, sealer, config }, { shop: shopId }, { actor }) {
    if (shopId !== undefined && !(await findShop(database.knex, shopId)))
      return failure(404, refusalFrom(proofStatuses, reason('shop.unknown')));
    const identity = await ensureIdentity(database.knex, sealer);
    const pairing = await createPairing(database.knex, identity, {
      publicUrl: config.publicUrl,
      forShop: shopId ?? null,
      actor,
    });
    return success({ ...pairing, bridge: config.publicUrl });
  },
});

const unpair = defineOperation({
  command: 'shop unpair',
  summary:
    'Ends the key that the request is signed with, and the reading of the shop. Orders, connections and documents stay.',
  method: 'post',
  path: '/v1/shops/{shop}/unpair',
  scope: 'keys:rotate',
  input: z.strictObject({ shop: shopInput }),
  answer: z.object({ revoked: z.string() }),
  hint: 'To resume, pair the shop again.',
  async run({ database, keys }, { shop: shopId }, principal) {
    if (principal.kind !== 'shop' || !(await keys.giveUp(shopId, principal.keyId)))
      return failure(409, reason('key.not_in_use:signed_with'));
    await endAccess(database.pool, shopId);
    await note(database.pool, {
      shopId,
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
