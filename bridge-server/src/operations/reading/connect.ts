import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { z } from 'zod';
import { advisoryLocks } from '../../database/advisory-locks.ts';
import { clientOf } from '../../orders/pull/pull.ts';
import { saveAccess } from '../../orders/pull/readings.ts';
import { tryAccess } from '../../orders/pull/try-access.ts';
import { saveFacts } from '../../shops/facts.ts';
import { siteOf } from '../../shops/pairing/address.ts';
import { addShop, findShop, listShops, moveShop, type Shop } from '../../shops/shop.ts';
import { reason } from '../../texts/reason.ts';
import { reasonOf } from '../../texts/say.ts';
import { secondOf } from '../../woocommerce/orders.ts';
import { readSettings } from '../../woocommerce/settings.ts';
import { defineOperation, failure, flagInput, shopInput, success } from '../operation.ts';
import { missingSetting, missingSettingOf } from './settings-view.ts';

/** Whether the shop stands at that address, as pairing tells addresses of one shop. */
export const isSameAddress = ({ url, provedUrl }: Shop, address: string): boolean =>
  siteOf(provedUrl ?? url) === siteOf(address);

/** The shop at that address, if the bridge has one. A second shop there would book every order twice. */
const shopAt = async (knex: Knex, url: string): Promise<Shop | undefined> =>
  (await listShops(knex)).find((shop) => isSameAddress(shop, url));

/**
 * Adds the shop, unless the bridge has one at that address. Reading a slow shop takes minutes, and meanwhile somebody may
 * connect it once more. So it is the lock that decides, which pairing takes, too.
 */
const addShopAt = (knex: Knex, shop: { name: string; url: string }): Promise<Shop | { known: Shop }> =>
  knex.transaction(async (transaction) => {
    await transaction.raw('select pg_advisory_xact_lock(?)', [advisoryLocks.pairing]);
    const known = await shopAt(transaction, shop.url);
    return known ? { known } : addShop(transaction, shop);
  });

/** The two halves of a REST key, as WooCommerce makes them. */
export const consumerKeyInput = z
  .string()
  .regex(/^ck_[0-9a-f]{40}$/, 'A consumer key is ck_ with 40 digits and letters a to f');
export const consumerSecretInput = z
  .string()
  .regex(/^cs_[0-9a-f]{40}$/, 'A consumer secret is cs_ with 40 digits and letters a to f');

export const shopConnect = defineOperation({
  command: 'shop connect',
  summary:
    "Connects a WooCommerce shop by its REST API, so that the bridge reads the shop's orders and settings. The shop needs no plugin.",
  method: 'post',
  path: '/v1/shops/connect',
  scope: 'shops:write',
  input: z.strictObject({
    url: z
      .url({ protocol: /^https?$/, error: 'The whole address with https://, such as https://shop.example' })
      .meta({ description: "The shop's address, such as https://shop.example." }),
    consumerKey: consumerKeyInput.meta({
      description:
        'The consumer key (WooCommerce → Settings → Advanced → REST API). The key needs only the right to read.',
    }),
    consumerSecret: consumerSecretInput.meta({
      description: 'The consumer secret that WooCommerce showed with the key.',
    }),
    name: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .optional()
      .meta({ description: 'The name by which people know the shop; by default its host.' }),
    existing: shopInput
      .optional()
      .meta({ description: 'The id of a shop that the bridge knows already, such as a paired shop.' }),
    moved: flagInput('The shop without the plugin that the bridge knows already has moved to this address.'),
  }),
  answer: z.object({
    shop: z.string(),
    name: z.string(),
    url: z.string(),
    readFrom: z.string(),
    orders: z.number().nullable(),
    missing: z.array(missingSetting).meta({
      description: "What the bridge could not read of the shop's settings. The shop is connected all the same.",
    }),
  }),
  hint: [
    'From now on the bridge reads every order that changes. Next:',
    '  kontor shop orders --shop …     lists the earlier orders; kontor shop pull fetches them',
    '  kontor shop webhooks --shop …   for changes within seconds',
    '  kontor connection add --shop …  connects the office, if the shop has none yet',
  ].join('\n'),
  examples: ['kontor shop connect --url https://nordlys.example --consumer-key ck_… --consumer-secret cs_…'],
  async run({ database, sealer, mirror }, input, _principal, speaker) {
    const { url, consumerKey, consumerSecret, name, existing: id, moved } = input;
    const existing = id === undefined ? null : await findShop(database.knex, id);
    if (id !== undefined && !existing) return failure(404, reason('shop.unknown:id', { shop: id }));
    const atThisAddress = (shop: Shop) => failure(409, reason('shop.at_this_address', { shop: shop.id, url }));
    const sameAddress = existing && !moved ? null : await shopAt(database.knex, url);
    if (sameAddress && sameAddress.id !== existing?.id) return atThisAddress(sameAddress);
    // A paired shop proves its new address with its key.
    const mayMove = moved && existing?.provedUrl === null;
    if (existing && !isSameAddress(existing, url) && !mayMove)
      return failure(
        409,
        reason('shop.at_another_address', { shop: existing.id, url: existing.provedUrl ?? existing.url }),
      );
    const trial = await tryAccess(mirror.egress, { url, consumerKey, consumerSecret });
    if ('kind' in trial) return failure(502, reasonOf(trial));
    const { access } = trial;
    // Before the worker may read the shop, or it would read the settings, too.
    const facts = await readSettings(clientOf(mirror, { access, correlationId: randomUUID() }));
    const added = existing ?? (await addShopAt(database.knex, { name: name ?? new URL(url).hostname, url }));
    if ('known' in added) return atThisAddress(added.known);
    const shop = added;
    const readFrom = secondOf(new Date());
    if (mayMove) await moveShop(database.knex, shop.id, url);
    await saveAccess(database.knex, sealer, { shopId: shop.id, access, readUntil: readFrom });
    await saveFacts(database.pool, shop.id, facts);
    return success({
      shop: shop.id,
      name: shop.name,
      url,
      readFrom: `${readFrom}Z`,
      orders: trial.orders,
      missing: facts.flatMap(({ missing }) => missing.map((fact) => missingSettingOf(fact, speaker))),
    });
  },
});
