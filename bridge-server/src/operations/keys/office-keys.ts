import { newOfficeKey, officeKeysAnswer } from '@kontor/shared/api/fetching';
import { z } from 'zod';
import { addOfficeKey, listOfficeKeys, revokeOfficeKey } from '../../shops/office/keys.ts';
import { reason } from '../../texts/reason.ts';
import { findConnection, unknownConnection } from '../connections/find.ts';
import { noteConnection } from '../connections/note.ts';
import { momentOf, momentOrNone } from '../format.ts';
import { connectionInput, defineOperation, failure, shopInput, success } from '../operation.ts';
import { documentsAddress, notFetching } from './office-connection.ts';

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
  answer: newOfficeKey,
  hint: [
    'The key is shown only now. Enter it and the address in the program that fetches. Each of its requests has the',
    'header Authorization: Bearer, followed by the key.',
  ].join(' '),
  examples: ['kontor office-key create --shop s… c… --name "server in Kiel"'],
  async run(parts, { shop: shopId, connection: connectionId, name }, { actor }) {
    const { knex, pool } = parts.database;
    const connection = await findConnection(knex, shopId, connectionId);
    if (!connection) return unknownConnection(connectionId);
    const refusal = notFetching(parts, connection);
    if (refusal) return refusal;
    const { keyId, key } = await addOfficeKey(pool, { shopId, connectionId }, name);
    await noteConnection(pool, { shopId, connectionId, actor }, 'office_key_created', { key: keyId });
    return success({ keyId, key, documents: documentsAddress(parts, connection) });
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
  answer: officeKeysAnswer,
  table: { list: 'keys', columns: ['keyId', 'name', 'createdAt', 'revokedAt'] },
  async run({ database }, { shop: shopId, connection: connectionId }) {
    if (!(await findConnection(database.knex, shopId, connectionId))) return unknownConnection(connectionId);
    const keys = await listOfficeKeys(database.pool, { shopId, connectionId });
    return success({
      keys: keys.map(({ createdAt, revokedAt, ...key }) => ({
        ...key,
        createdAt: momentOf(createdAt),
        revokedAt: momentOrNone(revokedAt),
      })),
    });
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
  async run({ database: { knex, pool } }, { shop: shopId, connection: connectionId, key }, { actor }) {
    if (!(await findConnection(knex, shopId, connectionId))) return unknownConnection(connectionId);
    if (!(await revokeOfficeKey(pool, { shopId, connectionId }, key)))
      return failure(404, reason('key.unknown:of_office'));
    await noteConnection(pool, { shopId, connectionId, actor }, 'office_key_revoked', { key });
    return success({ revoked: key });
  },
});

export const officeKeyOperations = [createOfficeKey, listKeysOfOffice, revokeKeyOfOffice];
