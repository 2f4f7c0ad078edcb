import { z } from 'zod';
import { addShop, listShops } from '../shops/shop.ts';
import { newKey, newKeyOutput } from './keys/view.ts';
import { defineOperation, success, failure } from './operation.ts';

const add = defineOperation({
  command: 'shop add',
  summary: 'Adds a shop without pairing, and makes its signing key.',
  method: 'post',
  path: '/v1/shops',
  scope: 'shops:write',
  input: z.strictObject({
    name: z.string().trim().min(1).max(200).meta({ description: 'The name of the shop, for people.' }),
    url: z
      .url({ protocol: /^https?$/ })
      .meta({ description: 'The address of the shop, such as https://shop.example.' }),
  }),
  answer: newKey.extend({ shop: z.string(), name: z.string(), url: z.string(), bridge: z.string() }),
  ...newKeyOutput,
  examples: ['kontor shop add --name "Nordlys" --url https://nordlys.example'],
  async run({ database, keys, config }, input) {
    const shop = await addShop(database.knex, input);
    const key = await keys.add(shop.id);
    if (!key.ok) return failure(404, key.error);
    return success({
      shop: shop.id,
      name: shop.name,
      url: shop.url,
      keyId: key.value.keyId,
      privateKey: { ...key.value.privateJwk },
      bridge: config.publicUrl,
    });
  },
});

const list = defineOperation({
  command: 'shop list',
  summary: 'Lists all shops.',
  method: 'get',
  path: '/v1/shops',
  scope: 'shops:read',
  input: z.strictObject({}),
  answer: z.object({
    shops: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        /** The address that the shop claims; it is not verified. */
        url: z.string(),
        /** The address that proved the shop's key during the last pairing. */
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
