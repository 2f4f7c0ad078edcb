import { readerTokenAnswer } from '@kontor/shared/api/articles';
import { z } from 'zod';
import { addReaderToken, readerTokenSeconds, revokeReaderTokens } from '../auth/readers.ts';
import { reason } from '../texts/reason.ts';
import { defineOperation, failure, shopInput, success } from './operation.ts';

const path = '/v1/shops/{shop}/views/token';

const make = defineOperation({
  command: 'reader-token create',
  summary: `Makes a token by which the shop's server reads views for ${readerTokenSeconds / 60} minutes without signing.`,
  method: 'post',
  path,
  scope: 'readers:create',
  input: z.strictObject({ shop: shopInput }),
  answer: readerTokenAnswer,
  async run({ database }, { shop: shopId }, principal) {
    // The scope is a shop's alone.
    if (principal.kind !== 'shop') return failure(404, reason('shop.unknown:id', { shop: shopId }));
    const { token, expiresAt } = await addReaderToken(database.pool, principal);
    return success({ token, expires: expiresAt });
  },
});

const revoke = defineOperation({
  command: 'reader-token revoke',
  summary: "Revokes all tokens by which the shop's server reads views. It can make new ones.",
  method: 'delete',
  path,
  scope: 'keys:write',
  input: z.strictObject({ shop: shopInput }),
  answer: z.object({
    /** How many tokens were still valid. */
    revoked: z.number().int(),
  }),
  hint: "A server that must not get new ones loses its shop's key, with: kontor key revoke.",
  examples: ['kontor reader-token revoke'],
  async run({ database }, { shop: shopId }) {
    return success({ revoked: await revokeReaderTokens(database.pool, shopId) });
  },
});

export const readerTokenOperations = [make, revoke];
