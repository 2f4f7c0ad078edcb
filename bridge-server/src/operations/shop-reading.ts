import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { told } from '@kontor/shared/problem';
import { openReading, saveAccess, showReading, endReading, noteRead, failReading } from '../orders/pull/readings.ts';
import { comparedDays, comparePage } from '../orders/pull/compare.ts';
import { clientOf, positionAfter, pullPage, type PulledShop, type PullParts } from '../orders/pull/pull.ts';
import { createIntake } from '../orders/receive.ts';
import { createDirectory } from '../shops/directory.ts';
import { addShop, findShop } from '../shops/shop.ts';
import { reason } from '../texts/reason.ts';
import { reasonOf } from '../texts/say.ts';
import type { RestAccess } from '../woocommerce/client.ts';
import { position } from '../woocommerce/orders.ts';
import type { ShopFailure } from '../woocommerce/reply.ts';
import { after, nextCursor, since, written } from './cursor.ts';
import type { ShopId } from '../ids.ts';
import { defineOperation, failure, shopInput, success, type OperationResult, type Parts } from './operation.ts';

/** The present second in UTC, by the shop's own way of writing it. */
const presentSecond = (): string => new Date().toISOString().slice(0, 19);

const connect = defineOperation({
  command: 'shop connect',
  summary:
    "Connects a WooCommerce shop by its REST API: the bridge reads the shop's orders, with or without the plugin.",
  method: 'post',
  path: '/v1/shops/connect',
  scope: 'shops:write',
  asksSystem: true,
  input: z.strictObject({
    url: z.url({ protocol: /^https?$/ }).meta({ description: "The shop's address, such as https://shop.example." }),
    consumerKey: z
      .string()
      .regex(/^ck_[0-9a-f]{40}$/, 'A consumer key is ck_ with 40 digits and letters a to f')
      .meta({
        description: 'The consumer key (WooCommerce → Settings → Advanced → REST API). The right to read is enough.',
      }),
    consumerSecret: z
      .string()
      .regex(/^cs_[0-9a-f]{40}$/, 'A consumer secret is cs_ with 40 digits and letters a to f')
      .meta({ description: 'The consumer secret that WooCommerce showed with the key.' }),
    name: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .optional()
      .meta({ description: 'What people call the shop; by default its host.' }),
    connect: shopInput
      .optional()
      .meta({ description: 'The id of a shop that the bridge has already, such as a paired one.' }),
  }),
  answer: z.object({
    shop: z.string(),
    name: z.string(),
    url: z.string(),
    readFrom: z.string(),
    orders: z.number().nullable(),
  }),
  hint: 'From now on the bridge reads every change of the shop. Fetch earlier orders with: kontor shop pull --since.',
  examples: ['kontor shop connect --url https://nordlys.example --consumer-key ck_… --consumer-secret cs_…'],
  async run({ database, sealer, mirror }, { url, consumerKey, consumerSecret, name, connect: id }) {
    const existing = id === undefined ? null : await findShop(database.knex, id);
    if (id !== undefined && !existing) return failure(404, reason('shop.unknown:id', { shop: id }));
    const tried = await tryAccess({ egress: mirror.egress }, { url, consumerKey, consumerSecret });
    if ('kind' in tried) return failure(502, reasonOf(tried));
    const shop = existing ?? (await addShop(database.knex, { name: name ?? new URL(url).hostname, url }));
    const readFrom = presentSecond();
    await saveAccess(database.knex, sealer, { shopId: shop.id, access: tried.access, readUntil: readFrom });
    return success({ shop: shop.id, name: shop.name, url, readFrom: `${readFrom}Z`, orders: tried.orders });
  },
});

/** Whether the key reads orders there, and where it has to stand: some web servers keep the header from PHP. */
async function tryAccess(
  parts: Pick<Parts['mirror'], 'egress'>,
  key: Omit<RestAccess, 'keyIn'>,
): Promise<{ access: RestAccess; orders: number | null } | ShopFailure> {
  const correlationId = randomUUID();
  const read = async (keyIn: RestAccess['keyIn']) => {
    const access = { ...key, keyIn };
    const reply = await clientOf(parts, { access, correlationId }).get('orders', { per_page: 1 });
    if (reply.kind === 'absent')
      return { kind: 'failed' as const, ...reason('shop_read.other_shape', { list: 'orders' }) };
    return reply.kind === 'failed' ? reply : { access, orders: reply.total };
  };
  const byHeader = await read('header');
  if (!('kind' in byHeader) || byHeader.code !== 'shop_read.no_right' || !key.url.startsWith('https:')) return byHeader;
  const byQuery = await read('query');
  return 'kind' in byQuery ? byHeader : byQuery;
}

/** What reading the shop needs; refused where the bridge has no access to it. */
async function pullingOf(
  { database, sealer, mirror }: Parts,
  shopId: ShopId,
): Promise<OperationResult<{ parts: PullParts; shop: PulledShop; readUntil: string }>> {
  const reading = await openReading(database.pool, sealer, shopId);
  if (!reading) return failure(409, reason('shop.not_connected', { shop: shopId }));
  return success({
    parts: {
      database: database.pool,
      egress: mirror.egress,
      intake: createIntake(database.pool, createDirectory(database.pool)),
    },
    shop: { shopId, access: reading.access, correlationId: randomUUID() },
    readUntil: reading.readUntil,
  });
}

const refusedOrder = z.object({ order: z.string().nullable(), ...told.shape });

const pull = defineOperation({
  command: 'shop pull',
  summary: 'Reads the orders that a shop has changed and takes in what the bridge lacks, a page at a time.',
  method: 'post',
  path: '/v1/shops/{shop}/pull',
  scope: 'shops:write',
  asksSystem: true,
  pages: true,
  input: z.strictObject({
    shop: shopInput,
    since: since.meta({ description: 'From this day or moment on; by default from where the bridge has read until.' }),
    after: after(z.tuple([position])),
  }),
  answer: z.object({
    found: z.number().int().meta({ description: 'How many orders were looked at.' }),
    missing: z.number().int().meta({ description: 'Orders that the bridge did not have.' }),
    repaired: z.number().int().meta({ description: 'Orders of which the bridge had an older content.' }),
    refused: z.array(refusedOrder),
    remaining: z.number().int(),
    next: nextCursor,
  }),
  table: { list: 'refused', columns: ['order', 'code', 'cause', 'remedy'] },
  examples: ['kontor shop pull --shop s…', 'kontor shop pull --shop s… --since 2026-11-01'],
  async run(parts, { shop: shopId, since: from, after: behind }, _principal, speaker) {
    const opened = await pullingOf(parts, shopId);
    if (!opened.ok) return opened;
    const { database } = parts;
    const begin =
      from === undefined ? positionAfter(opened.value.readUntil) : { after: from.toISOString().slice(0, 19) };
    const page = await pullPage(opened.value.parts, opened.value.shop, behind ? behind[0] : begin);
    if (page.kind === 'unavailable') throw new Error(page.cause);
    if (page.kind === 'failed') {
      if (from === undefined) await failReading(database.pool, shopId, { why: reasonOf(page) });
      return failure(502, reasonOf(page));
    }
    const { looked, missing, repaired, remaining, next } = page;
    if (from === undefined) {
      await noteRead(database.pool, shopId, { readUntil: page.readUntil, leaseSeconds: 0 });
      if (next === null) await endReading(database.pool, shopId, 300);
    }
    return success({
      found: looked,
      missing,
      repaired,
      refused: page.refused.map(({ order, why }) => ({ order, ...speaker.told(why) })),
      remaining,
      next: next === null ? null : written([next]),
    });
  },
});

const compare = defineOperation({
  command: 'shop compare',
  summary:
    'Compares the orders of the last days with those of the shop, a page at a time, and takes in what differs or is gone.',
  method: 'post',
  path: '/v1/shops/{shop}/compare',
  scope: 'shops:write',
  asksSystem: true,
  pages: true,
  input: z.strictObject({
    shop: shopInput,
    days: z.coerce.number().int().min(1).max(3650).default(comparedDays).meta({
      description: 'Orders that came in during so many days.',
    }),
    after: after(z.tuple([z.string()])),
  }),
  answer: z.object({
    found: z.number().int().meta({ description: 'How many orders were compared.' }),
    repaired: z.number().int().meta({ description: 'Orders that differed, or that the shop no longer has.' }),
    refused: z.array(refusedOrder),
    remaining: z.number().int(),
    next: nextCursor,
  }),
  table: { list: 'refused', columns: ['order', 'code', 'cause', 'remedy'] },
  examples: ['kontor shop compare --shop s…', 'kontor shop compare --shop s… --days 365'],
  async run(parts, { shop: shopId, days, after: behind }, _principal, speaker) {
    const opened = await pullingOf(parts, shopId);
    if (!opened.ok) return opened;
    const page = await comparePage(opened.value.parts, opened.value.shop, { days, after: behind?.[0] ?? '' });
    if (page.kind === 'unavailable') throw new Error(page.cause);
    if (page.kind === 'failed') return failure(502, reasonOf(page));
    const { compared, repaired, refused, remaining, next } = page;
    return success({
      found: compared,
      repaired,
      refused: refused.map(({ order, why }) => ({ order, ...speaker.told(why) })),
      remaining,
      next: next === null ? null : written([next]),
    });
  },
});

const show = defineOperation({
  command: 'shop reading',
  summary: 'How far the bridge has read a shop by its REST API, and why it does not go on.',
  method: 'get',
  path: '/v1/shops/{shop}/reading',
  scope: 'shops:read',
  input: z.strictObject({ shop: shopInput }),
  answer: z.object({
    url: z.string(),
    readUntil: z.string(),
    readAt: z.date().nullable(),
    nextAt: z.date(),
    failed: z.object({ ...told.shape, since: z.date(), times: z.number().int() }).nullable(),
  }),
  async run({ database }, { shop: shopId }, _principal, speaker) {
    const reading = await showReading(database.pool, shopId);
    if (!reading) return failure(409, reason('shop.not_connected', { shop: shopId }));
    const { url, readUntil, readAt, dueAt, failed } = reading;
    return success({
      url,
      readUntil: `${readUntil}Z`,
      readAt,
      nextAt: dueAt,
      failed: failed && { ...speaker.told(failed.why), since: failed.since, times: failed.times },
    });
  },
});

export const shopReadingOperations = [connect, pull, compare, show];
