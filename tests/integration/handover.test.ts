import { randomUUID } from 'node:crypto';
import { readOrder, snapshotOf } from '@kontor/shared/woocommerce';
import { pino } from 'pino';
import { applyVerb } from '../../bridge-server/src/mirror/person/apply-verb.ts';
import { reviewOne } from '../../bridge-server/src/mirror/maintenance/review.ts';
import { acknowledge, fetchOffered, listOffered, offerAgain } from '../../bridge-server/src/mirror/office/handover.ts';
import { freshDatabase } from '../setup/database.ts';
import { plantConnection, plantOrder, plantShop, plantTransfer, readBack } from '../setup/plant.ts';
import { simpleOrder } from '../setup/woocommerce.ts';
import { pulledToy } from '../toys/pulled.ts';

const timing = { leaseSeconds: 60, callTimeoutSeconds: 20, settleSeconds: 15, retryScale: 1 };
const within = 3600;
const bytes = Buffer.from('<order number="1"/>');

let database: Awaited<ReturnType<typeof freshDatabase>>;
let office: { shopId: string; connectionId: string };
beforeEach(async () => {
  database = await freshDatabase();
  const shopId = await plantShop(database);
  office = { shopId, connectionId: await plantConnection(database, shopId) };
});
afterEach(() => database.close());

/** A document that is ready for the office, with its place there; of an order that stands so in the shop. */
async function offered(orderId: string, columns: Record<string, unknown> = {}, status = 'processing') {
  const read = readOrder(simpleOrder(Number(orderId), { status }), []);
  if (!read.ok) throw new Error(read.error.code);
  await plantOrder(database, office.shopId, orderId, { snapshot: snapshotOf(read.value) });
  return beside(orderId, columns);
}
/** A further document of an order. */
async function beside(orderId: string, columns: Record<string, unknown>) {
  const handedOver = { state: 'handed_over', reason: 'offered', handover: bytes, handover_type: 'application/xml' };
  const { id } = await plantTransfer(
    database,
    { ...office, orderId },
    { ...handedOver, planned_revision: 1, ...columns },
  );
  return { ...office, transferId: id };
}
const fetched = (at: Parameters<typeof fetchOffered>[1]) => fetchOffered(database.pool, at, timing, within);
const listed = async () =>
  (await listOffered(database.pool, office, 10)).map(({ transferId, again }) => [transferId, again]);
const standing = async ({ shopId, transferId }: { shopId: string; transferId: number }) => {
  const { state, reason } = await readBack(database, shopId, transferId);
  return `${state} ${reason}`;
};

describe('an office that fetches', () => {
  it('sees what is offered in its order, and each document no more once it has fetched it', async () => {
    const [first, second] = [await offered('1'), await offered('2')];
    expect(await listed()).toEqual([
      [first.transferId, false],
      [second.transferId, false],
    ]);
    expect(await fetched(first)).toEqual({ mediaType: 'application/xml', bytes });
    expect(await standing(first)).toBe('handed_over fetched');
    expect(await listed()).toEqual([[second.transferId, false]]);
  });

  it('gets the same bytes however often it fetches, and is believed once however often it accepts', async () => {
    const at = await offered('1');
    expect([await fetched(at), await fetched(at)]).toEqual([
      { mediaType: 'application/xml', bytes },
      { mediaType: 'application/xml', bytes },
    ]);
    const accept = () => acknowledge(database.pool, at, { kind: 'accepted', number: 'A-7' }, timing);
    expect([await accept(), await accept()]).toEqual(['acknowledged', 'already']);
    expect(await readBack(database, at.shopId, at.transferId)).toMatchObject({
      state: 'done',
      reason: 'accepted',
      documentNumber: 'A-7',
      targetTotal: 34_900,
    });
    // What names people is kept no longer than the office may fetch it.
    expect(await database.knex('transfers').select('handover', 'handover_type')).toEqual([
      { handover: null, handover_type: null },
    ]);
  });

  it('may refuse with its own words, but nothing that it never fetched', async () => {
    const at = await offered('1');
    const refuse = () => acknowledge(database.pool, at, { kind: 'refused', cause: 'Unknown article.' }, timing);
    expect(await refuse()).toBe('not_handed_over');
    await fetched(at);
    expect(await refuse()).toBe('acknowledged');
    expect(await readBack(database, at.shopId, at.transferId)).toMatchObject({
      state: 'blocked',
      reason: 'refused.by_office',
      detail: { why: { code: 'refused.by_office', case: 'said', values: { said: 'Unknown article.' } } },
    });
  });

  it('reaches nothing of another connection', async () => {
    const at = {
      ...(await offered('1')),
      connectionId: await plantConnection(database, office.shopId, { account: 'b' }),
    };
    expect(await fetched(at)).toBeNull();
    expect(await acknowledge(database.pool, at, { kind: 'accepted' }, timing)).toBe('unknown');
  });

  it('is offered again what it did not acknowledge in time, and no earlier', async () => {
    const at = await offered('1');
    await fetched(at);
    expect([await offerAgain(database.pool, timing), await listed()]).toEqual([0, []]);
    await database.knex('transfers').update({ due_at: new Date(0) });
    expect(await offerAgain(database.pool, timing)).toBe(1);
    expect(await standing(at)).toBe('handed_over offered.again');
    expect(await listed()).toEqual([[at.transferId, true]]);
  });
});

describe('an office that fetches while the shop goes on', () => {
  const change = (at: { transferId: number }, columns: Record<string, unknown>) =>
    database.knex('transfers').where({ shop_id: office.shopId, id: at.transferId }).update(columns);
  async function reviewAll(): Promise<void> {
    while (await reviewOne(database.pool, () => pulledToy(), timing, pino({ level: 'silent' })));
  }
  const refuse = (at: Parameters<typeof acknowledge>[1]) =>
    acknowledge(database.pool, at, { kind: 'refused', cause: 'Unknown article.' }, timing);

  it('does not get a document for the first time whose change is about to be looked at', async () => {
    const at = await offered('1', { review_at: new Date() });
    expect([await listed(), await fetched(at)]).toEqual([[], null]);
    await change(at, { review_at: null });
    expect(await fetched(at)).toEqual({ mediaType: 'application/xml', bytes });
  });

  it('sees what it refused again only if the shop has changed it since; else a person has to mend it', async () => {
    const same = await offered('1');
    const changed = await offered('2', { planned_revision: 0 });
    for (const at of [same, changed]) {
      await fetched(at);
      expect(await refuse(at)).toBe('acknowledged');
    }
    await reviewAll();
    expect(await standing(same)).toBe('blocked refused.by_office');
    expect(await standing(changed)).toBe('waiting retry.changed');
    // As the remedy says, once somebody has mended what the office named.
    await applyVerb(database, 'retry', { shopId: same.shopId, id: same.transferId }, timing, 'operator:berit');
    expect(await standing(same)).toBe('waiting retry.asked');
  });

  it('is not offered a refund any more whose order it refused', async () => {
    const order = await offered('1');
    const refund = await beside('1', { kind: 'refund', reference: '7', document_key: 's-1-refund-7' });
    await fetched(order);
    await refuse(order);
    await reviewAll();
    expect(await standing(refund)).toBe('closed rule.order_not_sent');
  });

  it('is not offered a refund that was about to be offered when it refused the order', async () => {
    const order = await offered('1');
    const refund = await beside('1', {
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
    await fetched(order);
    await refuse(order);
    await change(refund, {
      state: 'handed_over',
      reason: 'offered',
      lease_token: null,
      lease_until: null,
      handover: bytes,
    });
    expect(await fetched(refund)).toBeNull();
    await reviewAll();
    expect(await standing(refund)).toBe('closed rule.order_not_sent');
  });

  it('does not see a document in every list that the shop has changed since the office fetched it', async () => {
    const at = await offered('1', { fetched: true, reason: 'changed.after_fetch' });
    expect(await listed()).toEqual([[at.transferId, true]]);
    expect(await fetched(at)).toEqual({ mediaType: 'application/xml', bytes });
    expect([await listed(), await standing(at)]).toEqual([[], 'handed_over changed.after_fetch']);
  });

  it.each(['cancelled', 'changed'])('does not hide by its acceptance that the shop has %s the order', async (what) => {
    const at = await offered('1', { fetched: true, reason: `${what}.after_fetch` });
    await acknowledge(database.pool, at, { kind: 'accepted' }, timing);
    expect(await standing(at)).toBe(`done ${what}.after_sending`);
  });

  it('is not asked about what it has accepted, since Kontor cannot look there', async () => {
    const at = await offered('1');
    await fetched(at);
    await acknowledge(database.pool, at, { kind: 'accepted' }, timing);
    const { shopId, transferId: id } = at;
    expect(await applyVerb(database, 'replay', { shopId, id }, timing, 'Kari')).toMatchObject({
      ok: false,
      error: { code: 'transfer.not_looked_for' },
    });
    expect(await standing(at)).toBe('done accepted');
  });

  it('gets the cancellation of an order that it fetched later than the cancellation was due', async () => {
    const order = await offered('1', {}, 'cancelled');
    const cancellation = await beside('1', {
      kind: 'cancellation',
      document_key: 's-1-cancellation',
      state: 'closed',
      reason: 'rule.order_not_sent',
      handover: null,
    });
    await fetched(order);
    await change(order, { review_at: new Date() });
    await reviewAll();
    expect(await standing(order)).toBe('handed_over cancelled.after_fetch');
    expect(await standing(cancellation)).toBe('waiting wanted.cancellation');
  });
});
