import { randomUUID } from 'node:crypto';
import { snapshotOf } from '@kontor/shared/woocommerce';
import { pino } from 'pino';
import { applyVerb } from '../../bridge-server/src/mirror/person/apply-verb.ts';
import { reviewOne } from '../../bridge-server/src/mirror/maintenance/review.ts';
import { acknowledge, fetchOffered, listOffered, offerAgain } from '../../bridge-server/src/mirror/office/handover.ts';
import { freshDatabase } from '../setup/database.ts';
import { plantConnection, plantOrder, plantShop, plantTransfer, readBack, plantedTiming } from '../setup/plant.ts';
import { orderOf, simpleOrder } from '../setup/woocommerce.ts';
import { pulledToy } from '../toys/pulled.ts';

const timing = plantedTiming;
/** How long the office has to acknowledge what it fetched. */
const acknowledgeSeconds = 3600;
const bytes = Buffer.from('<order number="1"/>');

let database: Awaited<ReturnType<typeof freshDatabase>>;
let office: { shopId: string; connectionId: string };
beforeEach(async () => {
  database = await freshDatabase();
  const shopId = await plantShop(database);
  office = { shopId, connectionId: await plantConnection(database, shopId) };
});
afterEach(() => database.close());

/** Offers the office the document of a new order, which has that status in the shop. Answers where the document is. */
async function offerOrder(orderId: string, columns: Record<string, unknown> = {}, status = 'processing') {
  const order = orderOf(simpleOrder(Number(orderId), { status }));
  await plantOrder(database, office.shopId, orderId, { snapshot: snapshotOf(order) });
  return offerFurther(orderId, columns);
}
/** Offers the office a further document of an order. */
async function offerFurther(orderId: string, columns: Record<string, unknown>) {
  const handedOver = { state: 'handed_over', reason: 'offered', handover: bytes, handover_type: 'application/xml' };
  const { id } = await plantTransfer(
    database,
    { ...office, orderId },
    { ...handedOver, planned_revision: 1, ...columns },
  );
  return { ...office, transferId: id };
}
const fetchDocument = (at: Parameters<typeof fetchOffered>[1]) =>
  fetchOffered(database.pool, at, { timing, within: acknowledgeSeconds });
/** The documents that the office sees as offered; `again`: those that it has fetched before. */
const listDocuments = async () =>
  (await listOffered(database.pool, office, 10)).map(({ transferId, again }) => ({ transferId, again }));
const standing = async ({ shopId, transferId }: { shopId: string; transferId: number }) => {
  const { state, reason } = await readBack(database, shopId, transferId);
  return `${state} ${reason}`;
};

describe('an office that fetches documents', () => {
  it('sees offered documents oldest first, and no longer sees a document that it has fetched', async () => {
    const first = await offerOrder('1');
    const second = await offerOrder('2');
    expect(await listDocuments()).toEqual([
      { transferId: first.transferId, again: false },
      { transferId: second.transferId, again: false },
    ]);
    expect(await fetchDocument(first)).toEqual({ mediaType: 'application/xml', bytes, attachments: [] });
    expect(await standing(first)).toBe('handed_over fetched');
    expect(await listDocuments()).toEqual([{ transferId: second.transferId, again: false }]);
  });

  it('gets the same bytes however often it fetches, and accepts a document once however often it says so', async () => {
    const at = await offerOrder('1');
    for (let time = 0; time < 2; time += 1)
      expect(await fetchDocument(at)).toEqual({ mediaType: 'application/xml', bytes, attachments: [] });
    const accept = () => acknowledge(database.pool, at, { kind: 'accepted', number: 'A-7' }, timing);
    expect(await accept()).toBe('acknowledged');
    expect(await accept()).toBe('already');
    expect(await readBack(database, at.shopId, at.transferId)).toMatchObject({
      state: 'done',
      reason: 'accepted',
      documentNumber: 'A-7',
      targetTotal: 34_900,
    });
    // The bytes name people, so they are erased once the office has accepted them.
    expect(await database.knex('transfers').select('handover', 'handover_type')).toEqual([
      { handover: null, handover_type: null },
    ]);
  });

  it('may refuse a document in its own words, but not before it has fetched it', async () => {
    const at = await offerOrder('1');
    const refuse = () => acknowledge(database.pool, at, { kind: 'refused', cause: 'Unknown article.' }, timing);
    expect(await refuse()).toBe('not_handed_over');
    await fetchDocument(at);
    expect(await refuse()).toBe('acknowledged');
    expect(await readBack(database, at.shopId, at.transferId)).toMatchObject({
      state: 'blocked',
      reason: 'refused.by_office',
      detail: { why: { code: 'refused.by_office', case: 'said', values: { said: 'Unknown article.' } } },
    });
  });

  it('can neither fetch nor acknowledge a document of another connection', async () => {
    const at = {
      ...(await offerOrder('1')),
      connectionId: await plantConnection(database, office.shopId, { account: 'b' }),
    };
    expect(await fetchDocument(at)).toBeNull();
    expect(await acknowledge(database.pool, at, { kind: 'accepted' }, timing)).toBe('unknown');
  });

  it('is offered a document again once the time to acknowledge it is over', async () => {
    const at = await offerOrder('1');
    await fetchDocument(at);
    expect(await offerAgain(database.pool, timing)).toBe(0);
    expect(await listDocuments()).toEqual([]);
    await database.knex('transfers').update({ due_at: new Date(0) });
    expect(await offerAgain(database.pool, timing)).toBe(1);
    expect(await standing(at)).toBe('handed_over offered.again');
    expect(await listDocuments()).toEqual([{ transferId: at.transferId, again: true }]);
  });
});

describe('an office that fetches while the order changes in the shop', () => {
  const change = (at: { transferId: number }, columns: Record<string, unknown>) =>
    database.knex('transfers').where({ shop_id: office.shopId, id: at.transferId }).update(columns);
  async function reviewAll(): Promise<void> {
    while (await reviewOne(database.pool, () => pulledToy(), timing, pino({ level: 'silent' })));
  }
  const refuse = (at: Parameters<typeof acknowledge>[1]) =>
    acknowledge(database.pool, at, { kind: 'refused', cause: 'Unknown article.' }, timing);

  it('does not get a document for the first time while its order is about to be reviewed', async () => {
    const at = await offerOrder('1', { review_at: new Date() });
    expect(await listDocuments()).toEqual([]);
    expect(await fetchDocument(at)).toBeNull();
    await change(at, { review_at: null });
    expect(await fetchDocument(at)).toEqual({ mediaType: 'application/xml', bytes, attachments: [] });
  });

  it('sees a document that it refused again if the order has changed since, and else after a retry of a person', async () => {
    const same = await offerOrder('1');
    const changed = await offerOrder('2', { planned_revision: 0 });
    for (const at of [same, changed]) {
      await fetchDocument(at);
      expect(await refuse(at)).toBe('acknowledged');
    }
    await reviewAll();
    expect(await standing(same)).toBe('blocked refused.by_office');
    expect(await standing(changed)).toBe('waiting retry.changed');
    // The remedy: somebody mends what the office named, and retries.
    await applyVerb(database, 'retry', { shopId: same.shopId, id: same.transferId }, timing, 'operator:berit');
    expect(await standing(same)).toBe('waiting retry.asked');
  });

  it('is no longer offered the refund of an order that it refused', async () => {
    const order = await offerOrder('1');
    const refund = await offerFurther('1', { kind: 'refund', reference: '7', document_key: 's-1-refund-7' });
    await fetchDocument(order);
    await refuse(order);
    await reviewAll();
    expect(await standing(refund)).toBe('closed rule.order_not_sent');
  });

  it('does not get a refund that was being prepared when the office refused its order', async () => {
    const order = await offerOrder('1');
    const refund = await offerFurther('1', {
      kind: 'refund',
      reference: '7',
      document_key: 's-1-refund-7',
      state: 'sending',
      reason: 'claimed.worker',
      lease_token: randomUUID(),
      lease_until: new Date(Date.now() + 60_000),
      handover: null,
      handover_type: null,
    });
    await fetchDocument(order);
    await refuse(order);
    await change(refund, {
      state: 'handed_over',
      reason: 'offered',
      lease_token: null,
      lease_until: null,
      handover: bytes,
    });
    expect(await fetchDocument(refund)).toBeNull();
    await reviewAll();
    expect(await standing(refund)).toBe('closed rule.order_not_sent');
  });

  it('sees a document once more when its order has changed since the office fetched it', async () => {
    const at = await offerOrder('1', { fetched: true, reason: 'changed.after_fetch' });
    expect(await listDocuments()).toEqual([{ transferId: at.transferId, again: true }]);
    expect(await fetchDocument(at)).toEqual({ mediaType: 'application/xml', bytes, attachments: [] });
    expect(await listDocuments()).toEqual([]);
    expect(await standing(at)).toBe('handed_over changed.after_fetch');
  });

  it.each(['cancelled', 'changed'])(
    'accepts a document of an order that the shop has %s, and the transfer still tells the change',
    async (what) => {
      const at = await offerOrder('1', { fetched: true, reason: `${what}.after_fetch` });
      await acknowledge(database.pool, at, { kind: 'accepted' }, timing);
      expect(await standing(at)).toBe(`done ${what}.after_sending`);
    },
  );

  it('cannot be asked about an accepted document by a replay, since Kontor cannot look it up there', async () => {
    const at = await offerOrder('1');
    await fetchDocument(at);
    await acknowledge(database.pool, at, { kind: 'accepted' }, timing);
    const { shopId, transferId: id } = at;
    expect(await applyVerb(database, 'replay', { shopId, id }, timing, 'Kari')).toMatchObject({
      ok: false,
      error: { code: 'transfer.not_looked_for' },
    });
    expect(await standing(at)).toBe('done accepted');
  });

  it('gets the cancellation of a cancelled order if it fetched the order after the cancellation was closed', async () => {
    const order = await offerOrder('1', {}, 'cancelled');
    const cancellation = await offerFurther('1', {
      kind: 'cancellation',
      document_key: 's-1-cancellation',
      state: 'closed',
      reason: 'rule.order_not_sent',
      handover: null,
    });
    await fetchDocument(order);
    await change(order, { review_at: new Date() });
    await reviewAll();
    expect(await standing(order)).toBe('handed_over cancelled.after_fetch');
    expect(await standing(cancellation)).toBe('waiting wanted.cancellation');
  });
});
