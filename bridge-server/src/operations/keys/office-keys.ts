import { z } from 'zod';
import type { ShopId } from '../../ids.ts';
import { listConnections } from '../../shops/connection.ts';
import { addOfficeKey, listOfficeKeys, revokeOfficeKey } from '../../shops/office/keys.ts';
import { reason } from '../../texts/reason.ts';
import { unknownConnection } from '../connections/find.ts';
import { connectionInput, defineOperation, failure, shopInput, success, type Parts } from '../operation.ts';
import { listedKey } from './view.ts';

const at = { shop: shopInput, connection: connectionInput };

const createOfficeKey = defineOperation({
  command: 'office-key create',
  summary: 'Makes a key by which the office of a connection fetches its documents.',
  method: 'post',
  path: '/v1/shops/{shop}/connections/{connection}/office-keys',
  scope: 'connections:manage',
  input: z.strictObject({
    ...at,
    name: z.string().trim().max(100).default('').meta({ description: 'Which computer or program gets the key.' }),
  }),
  positional: ['connection'],
  answer: z.object({
    keyId: z.string(),
    /** Part of this answer only: the bridge stores just a hash. */
    key: z.string(),
    documents: z.string(),
  }),
  hint: [
    'The key is shown only now. Enter it and the address in the program that fetches. Each of its requests has the',
    'header Authorization: Bearer, followed by the key.',
  ].join(' '),
  examples: ['kontor office-key create --shop s… c… --name "server in Kiel"'],
  async run({ database, systems, config }, { shop: shopId, connection: connectionId, name }) {
    const connection = await connectionAt(database, shopId, connectionId);
    if (!connection) return unknownConnection(connectionId);
    const system = systems(connection.system)?.system;
    if (system?.delivery.how !== 'pulled')
      return failure(409, reason('office.not_fetching', { target: system?.label ?? connection.system }));
    const { keyId, key } = await addOfficeKey(database.pool, { shopId, connectionId }, name);
    const documents = `${config.publicUrl}/v1/shops/${shopId}/connections/${connectionId}/documents`;
    return success({ keyId, key, documents });
  },
});

const listKeysOfOffice = defineOperation({
  command: 'office-key list',
  summary: "Lists the keys of a connection's office, also the revoked ones.",
  method: 'get',
  path: '/v1/shops/{shop}/connections/{connection}/office-keys',
  scope: 'connections:manage',
  input: z.strictObject(at),
  positional: ['connection'],
  answer: z.object({ keys: z.array(listedKey) }),
  table: { list: 'keys', columns: ['keyId', 'name', 'createdAt', 'revokedAt'] },
  async run({ database }, { shop: shopId, connection: connectionId }) {
    if (!(await connectionAt(database, shopId, connectionId))) return unknownConnection(connectionId);
    return success({ keys: await listOfficeKeys(database.pool, { shopId, connectionId }) });
  },
});

const revokeKeyOfOffice = defineOperation({
  command: 'office-key revoke',
  summary: "Revokes a key of a connection's office at once.",
  method: 'delete',
  path: '/v1/shops/{shop}/connections/{connection}/office-keys/{key}',
  scope: 'connections:manage',
  input: z.strictObject({ ...at, key: z.string().min(1).meta({ description: "The key's id." }) }),
  positional: ['connection', 'key'],
  answer: z.object({ revoked: z.string() }),
  async run({ database }, { shop: shopId, connection: connectionId, key }) {
    if (!(await connectionAt(database, shopId, connectionId))) return unknownConnection(connectionId);
    if (await revokeOfficeKey(database.pool, { shopId, connectionId }, key)) return success({ revoked: key });
    return failure(404, reason('key.unknown:of_office'));
  },
});

async function connectionAt({ knex }: Parts['database'], shopId: ShopId, connectionId: string) {
  return (await listConnections(knex, shopId)).find(({ id }) => id === connectionId);
}

export const officeKeyOperations = [createOfficeKey, listKeysOfOffice, revokeKeyOfOffice];
