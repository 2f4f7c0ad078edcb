import { z } from 'zod';
import { newKeyType, publicKey } from '@kontor/shared/proof';
import { verifyPossession } from '../../auth/possession.ts';
import { defineOperation, success, failure, shopInput } from '../operation.ts';
import { listedKey, newKey, newKeyOutput } from './view.ts';
import { reason } from '../../texts/reason.ts';

const addKey = defineOperation({
  command: 'shop key-add',
  summary: 'Makes another signing key for a shop. Its other keys stay valid until they are revoked.',
  method: 'post',
  path: '/v1/shops/{shop}/keys',
  scope: 'keys:write',
  input: z.strictObject({ shop: shopInput }),
  positional: ['shop'],
  answer: newKey,
  ...newKeyOutput,
  async run({ keys }, { shop: shopId }) {
    const key = await keys.add(shopId);
    if (!key.ok) return failure(404, key.error);
    return success({ keyId: key.value.keyId, privateKey: { ...key.value.privateJwk } });
  },
});

const listKeys = defineOperation({
  command: 'shop keys',
  summary: 'Lists the signing keys of a shop, also the revoked ones.',
  method: 'get',
  path: '/v1/shops/{shop}/keys',
  scope: 'keys:read',
  input: z.strictObject({ shop: shopInput }),
  positional: ['shop'],
  answer: z.object({ keys: z.array(listedKey) }),
  table: { list: 'keys', columns: ['keyId', 'createdAt', 'revokedAt'] },
  run: async ({ keys }, { shop: shopId }) => success({ keys: await keys.list(shopId) }),
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
  async run({ keys }, { shop: shopId, key }) {
    if (await keys.revoke(shopId, key)) return success({ revoked: key });
    return failure(404, reason('key.unknown:of_shop'));
  },
});

const rotateKey = defineOperation({
  command: 'shop key-rotate',
  summary: 'Replaces the key that the request is signed with by a new key of the shop, in one commit.',
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
        description: [
          `A compact JWS that the new key signs (Ed25519, typ ${newKeyType}). Its claims: iss (the shop),`,
          'aud (the bridge), iat, and replaces (the id of the key that the request is signed with).',
        ].join(' '),
      }),
  }),
  answer: z.object({ keyId: z.string(), revoked: z.string() }),
  hint: 'Keep both keys until the answer arrives. If the answer is lost, try the new key, then the former one.',
  async run({ keys, config }, { shop: shopId, key, proof }, principal) {
    const notInUse = failure(409, reason('key.not_in_use'));
    if (principal.kind !== 'shop') return notInUse;
    const formerKeyId = principal.keyId;
    const possession = await verifyPossession(proof, key, {
      issuer: shopId,
      publicUrl: config.publicUrl,
      replaces: formerKeyId,
      now: Date.now(),
    });
    if (!possession.ok) return failure(422, possession.error);
    const replacement = await keys.replace(shopId, formerKeyId, key);
    switch (replacement.kind) {
      case 'replaced':
        return success({ keyId: replacement.keyId, revoked: formerKeyId });
      case 'not_in_use':
        return notInUse;
      case 'used':
        return failure(409, reason('key.used_before'));
    }
  },
});

export const shopKeyOperations = [addKey, listKeys, revokeKey, rotateKey];
