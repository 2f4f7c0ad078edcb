import { z } from 'zod';
import { operator } from '../../ids.ts';
import { defineOperation, success, failure } from '../operation.ts';
import { listedKey, newKey, newKeyOutput } from './view.ts';
import { reason } from '../../texts/reason.ts';

const createOperatorKey = defineOperation({
  command: 'key create',
  summary: 'Makes a key for a person or a program that acts as the operator.',
  method: 'post',
  path: '/v1/keys',
  scope: 'keys:write',
  input: z.strictObject({
    name: z.string().trim().min(1).max(100).meta({ description: 'Whose key it is. The journal shows this name.' }),
  }),
  answer: newKey.extend({ issuer: z.string(), bridge: z.string() }),
  ...newKeyOutput,
  examples: ['kontor key create --name "support desk"'],
  async run({ keys, config }, { name }) {
    const key = await keys.add(operator, name);
    if (!key.ok) return failure(404, key.error);
    const { keyId, privateJwk } = key.value;
    return success({ issuer: operator, bridge: config.publicUrl, keyId, privateKey: { ...privateJwk } });
  },
});

const listOperatorKeys = defineOperation({
  command: 'key list',
  summary: "Lists the operator's keys, also the revoked ones.",
  method: 'get',
  path: '/v1/keys',
  scope: 'keys:read',
  input: z.strictObject({}),
  answer: z.object({ keys: z.array(listedKey) }),
  table: { list: 'keys', columns: ['keyId', 'name', 'createdAt', 'revokedAt'] },
  run: async ({ keys }) => success({ keys: await keys.list(operator) }),
});

const revokeOperatorKey = defineOperation({
  command: 'key revoke',
  summary: "Revokes one of the operator's keys at once.",
  method: 'delete',
  path: '/v1/keys/{key}',
  scope: 'keys:write',
  input: z.strictObject({ key: z.string().min(1).meta({ description: "The key's id." }) }),
  positional: ['key'],
  answer: z.object({ revoked: z.string() }),
  async run({ keys }, { key }) {
    if (await keys.revoke(operator, key)) return success({ revoked: key });
    return failure(404, reason('key.unknown'));
  },
});

export const operatorKeyOperations = [createOperatorKey, listOperatorKeys, revokeOperatorKey];
