import { z } from 'zod';
import { addShop, listShops } from '../shops/shop.ts';
import { newKey, newKeyOutput } from './keys/view.ts';
import { defineOperation, success, failure } from './operation.ts';

const add = defineOperation({
  command: 'shop add',
  summary: 'Adds a shop and makes its signing key.',
  method: 'post',
  path: '/v1/shops',
  scope: 'shops:write',
  input: z.strictObject({
    name: z.string().trim().min(1).max(200).meta({ description: 'What people call the shop.' }),
    url: z.url({ protocol: /^https?$/ }).meta({ description: 'Its address, such as https://shop.example.' }),
  }),
  answer: newKey.extend({ shop: z.string(), name: z.string(), url: z.string(), bridge: z.string() }),
  ...newKeyOutput,
  examples: ['kontor shop add --name "Nordlys" --url https://nordlys.example'],
  async run({ database, keys, config }, given) {
    const added = await addShop(database.knex, given);
    const key = await keys.add(added.id);
    if (!key.ok) return failure(404, key.error);
    return success({
      shop: added.id,
      name: added.name,
      url: added.url,
      keyId: key.value.keyId,
      privateKey: { ...key.value.privateJwk },
      bridge: config.publicUrl,
    });
  },
});

const list = defineOperation({
  command: 'shop list',
  summary: 'All shops.',
  method: 'get',
  path: '/v1/shops',
  scope: 'shops:read',
  input: z.strictObject({}),
  answer: z.object({
    shops: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        /** Where the shop says it is: anybody may say so. */
        url: z.string(),
        /** The address that last proved the shop's key while it was paired. */
        provedUrl: z.string().nullable(),
        createdAt: z.date(),
      }),
    ),
  }),
  table: { list: 'shops', columns: ['id', 'name', 'url', 'provedUrl', 'createdAt'] },
  run: async ({ database }) =>
    success({
      shops: (await listShops(database.knex)).map(({ id, name, url, provedUrl, createdAt }) => ({
        id,
        name,
        url,
        provedUrl,
        createdAt,
      })),
    }),
});

export const shopOperations = [add, list];
