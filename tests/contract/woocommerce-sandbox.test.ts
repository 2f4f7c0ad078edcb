import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { startWooCommerceSandbox, type Body, type WooCommerceSandbox } from '../sandboxes/woocommerce/sandbox.ts';
import { shapeDifferences } from './body-shape.ts';

const fixtures = new URL('../fixtures/', import.meta.url);
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, fixtures), 'utf8'));
/** The bodies of this kind that were recorded from the German and the Norwegian shop. */
const recordedBodies = (kind: 'orders' | 'refunds'): unknown[] =>
  ['woocommerce', 'woocommerce-no'].flatMap((shop) =>
    readdirSync(new URL(`${shop}/${kind}/`, fixtures)).map((file) => read(`${shop}/${kind}/${file}`)),
  );

const order = z.looseObject({ id: z.int(), status: z.string(), date_created_gmt: z.string() });
const orders = z.array(order).parse(recordedBodies('orders'));
const refunds = z.array(z.looseObject({ id: z.int() })).parse(recordedBodies('refunds'));
/** An order that was deleted: WooCommerce recorded its own error as the body of a webhook. */
const deleted = z
  .object({ body_raw: z.string() })
  .parse(read('woocommerce/webhooks/deleted-before-delivery-1-order_created.json'));
const recordedError: unknown = JSON.parse(deleted.body_raw);

let sandbox: WooCommerceSandbox;
beforeAll(async () => {
  sandbox = await startWooCommerceSandbox();
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.control.reset());

/** Reads the sandbox as a shop behind https, where the key itself is the proof. */
async function get(path: string, { secret = sandbox.control.key.consumerSecret } = {}) {
  const proof = Buffer.from(`${sandbox.control.key.consumerKey}:${secret}`).toString('base64');
  const answer = await fetch(`${sandbox.url}/wp-json/wc/v3/${path}`, {
    headers: { Authorization: `Basic ${proof}`, 'X-Forwarded-Proto': 'https' },
  });
  return { status: answer.status, body: await answer.json() };
}
const few = { id: 1, status: 'processing', date_created_gmt: '2026-01-31T12:00:00' };

describe('the shape of what the sandbox of WooCommerce answers', () => {
  it('is that of a real order for every order that was recorded', async () => {
    // Numbered anew, since both shops have some of the ids.
    const placed = orders.map((body, index) => ({ ...body, id: index + 1 }));
    for (const body of placed) sandbox.control.save(body);
    for (const { id } of placed) expect(shapeDifferences((await get(`orders/${id}`)).body, orders)).toEqual([]);
    expect(shapeDifferences((await get('orders?per_page=100')).body, [orders])).toEqual([]);
  });

  it('is that of a real order when a test names only what matters to it', async () => {
    sandbox.control.save(few);
    const { body } = await get('orders/1');
    expect(shapeDifferences(body, orders)).toEqual([]);
    expect(body).toMatchObject(few);
  });

  it.each([
    ['by its amount alone', [{ id: 11, amount: '10.00' }]],
    ['as it was recorded', refunds],
  ])('is that of a real refund, in the list of refunds and in its order: %s', async (_case, placed) => {
    sandbox.control.save(few);
    for (const refund of placed) sandbox.control.refund(1, refund);
    const list = (await get('orders/1/refunds')).body;
    expect(list).toHaveLength(placed.length);
    expect(shapeDifferences(list, [refunds])).toEqual([]);
    expect(shapeDifferences((await get('orders/1')).body, orders)).toEqual([]);
  });

  it('is an empty list for the refunds of an order that is gone', async () => {
    // WooCommerce does not look whether the order is there.
    expect(await get('orders/77/refunds')).toMatchObject({ status: 200, body: [] });
  });

  it('is that of a real order with no other fields than those that are asked for', async () => {
    sandbox.control.save(few);
    const chosen = orders.map(({ id, refunds: summaries }) => ({ id, refunds: summaries }));
    expect(shapeDifferences((await get('orders?_fields=id,refunds')).body, [chosen])).toEqual([]);
  });

  it('is that of a real error, which is the recorded one for an order that is not there', async () => {
    expect(await get('orders/77')).toMatchObject({ status: 404, body: recordedError });
    const errors = [
      await get('orders/77', { secret: 'cs_wrong' }),
      await get('nothing'),
      await get('orders?per_page=101'),
      await get('orders?orderby=colour'),
    ];
    expect(errors.map(({ status }) => status)).toEqual([401, 404, 400, 400]);
    for (const { body } of errors) expect(shapeDifferences(body, [recordedError])).toEqual([]);
  });
});

describe('the comparison of shapes', () => {
  it.each<[string, Body, string]>([
    ['a field that no shop has', { colour: 'red' }, 'colour is in no recorded body'],
    ['another type', { total: 349 }, 'total is number, recorded as string'],
    ['another type within a list', { refunds: [{ id: '1', reason: '', total: '' }] }, 'refunds[].id is string'],
    ['a field that is missing within an object', { billing: {} }, 'billing.first_name is missing'],
  ])('names %s', (_case, change, difference) => {
    expect(shapeDifferences({ ...orders[0], ...change }, orders)).toContainEqual(expect.stringContaining(difference));
  });
});
