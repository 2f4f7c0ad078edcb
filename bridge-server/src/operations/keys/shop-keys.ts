import { z } from 'zod';
import { newKeyType, publicKey } from '@kontor/shared/proof';
import { verifyPossession } from '../../auth/possession.ts';
import { defineOperation, success, failure, shopInput } from '../operation.ts';
import { listedKey, newKey, newKeyOutput } from './view.ts';
import { reason } from '../../texts/reason.ts';

const addKey = defineOperation({
  command: 'shop key-add',
  summary: 'Makes a further signing key for a shop; the old ones go on until they are revoked.',
  method: 'post',
  path: '/v1/shops/{shop}/keys',
  scope: 'keys:write',
  input: z.strictObject({ shop: shopInput }),
  positional: ['shop'],
  answer: newKey,
  ...newKeyOutput,
  async run({ keys }, given) {
    const made = await keys.add(given.shop);
    return made.ok
      ? success({ keyId: made.value.keyId, privateKey: { ...made.value.privateJwk } })
      : failure(404, made.error);
  },
});

const listKeys = defineOperation({
  command: 'shop keys',
  summary: 'The signing keys of a shop.',
  method: 'get',
  path: '/v1/shops/{shop}/keys',
  scope: 'keys:read',
  input: z.strictObject({ shop: shopInput }),
  positional: ['shop'],
  answer: z.object({ keys: z.array(listedKey) }),
  table: { list: 'keys', columns: ['keyId', 'createdAt', 'revokedAt'] },
  run: async ({ keys }, given) => success({ keys: await keys.list(given.shop) }),
});

const revokeKey = defineOperation({
  command: 'shop key-revoke',
  summary: 'Revokes a signing key of a shop at once.',
  method: 'delete',
  path: '/v1/shops/{shop}/keys/{key}',
  scope: 'keys:write',
  input: z.strictObject({ shop: shopInput, key: z.string().min(1).meta({ description: "The key's id." }) }),
  positional: ['key'],
  answer: z.object({ revoked: z.string() }),
  async run({ keys }, given) {
    if (await keys.revoke(given.shop, given.key)) return success({ revoked: given.key });
    return failure(404, reason('key.unknown:of_shop'));
  },
});

const rotateKey = defineOperation({
  command: 'shop key-rotate',
  summary: "Takes a shop's new signing key; the key that the request is signed with is revoked in the same commit.",
  method: 'post',
  path: '/v1/shops/{shop}/key-rotation',
  scope: 'keys:rotate',
  input: z.strictObject({
    shop: shopInput,
    key: publicKey.meta({ description: 'The public part of the new key, as a JWK.' }),
    proof: z
      .string()
      .max(4096)
      .meta({
        description: `What the new key signs: a compact JWS (Ed25519, typ ${newKeyType}) with the claims iss (the shop), aud (the bridge), iat and replaces (the id of the key that the request is signed with).`,
      }),
  }),
  answer: z.object({ keyId: z.string(), revoked: z.string() }),
  hint: 'Keep both keys until the answer is there. When it is lost, ask with the new key: it counts if it is taken.',
  async run({ keys, config }, given, principal) {
    const inUse = failure(409, reason('key.not_in_use'));
    if (principal.kind !== 'shop') return inUse;
    const signedWith = principal.keyId;
    const proved = await verifyPossession(given.proof, given.key, {
      issuer: given.shop,
      publicUrl: config.publicUrl,
      replaces: signedWith,
      now: Date.now(),
    });
    if (!proved.ok) return failure(422, proved.error);
    const replaced = await keys.replace(given.shop, signedWith, given.key);
    switch (replaced.kind) {
      case 'replaced':
        return success({ keyId: replaced.keyId, revoked: signedWith });
      case 'not_in_use':
        return inUse;
      case 'used':
        return failure(409, reason('key.used_before'));
    }
  },
});

export const shopKeyOperations = [addKey, listKeys, revokeKey, rotateKey];
