import { randomBytes } from 'node:crypto';
import { holdContents } from '../../bridge-server/src/database/contents.ts';
import { claim } from '../../bridge-server/src/mirror/delivery/claim.ts';
import { deliver } from '../../bridge-server/src/mirror/delivery/deliver.ts';
import { timingOf } from '../../bridge-server/src/mirror/mirror.ts';
import { readContent } from '../../bridge-server/src/orders/list.ts';
import {
  contentKeysIn,
  createContents,
  ensureContentKey,
  sealedWithContentKey,
} from '../../bridge-server/src/shops/contents.ts';
import { isRightKey } from '../../bridge-server/src/shops/key-check.ts';
import { rotateKey } from '../../bridge-server/src/shops/rotation.ts';
import { createSealer } from '../../bridge-server/src/shops/sealing.ts';
import { keysFromSettings } from '../../bridge-server/src/shops/sealing-keys.ts';
import { until } from '../setup/until.ts';
import { simpleOrder } from '../setup/woocommerce.ts';
import { openWorld, type World } from '../setup/world.ts';

/** The orders' contents as the table holds them. */
const storedContents = async ({ database, shop }: World): Promise<string[]> =>
  (
    await database.knex('subjects').where({ shop_id: shop }).orderBy('id').select<{ snapshot: string }[]>('snapshot')
  ).map(({ snapshot }) => snapshot);

const keyOf = (world: World) => Buffer.from(world.environment()['KONTOR_KEY'] ?? '', 'base64');

/** From now on the world's database is read by a process with these sealing keys. */
function readWith(world: World, ...[key, ...former]: [Buffer, ...Buffer[]]) {
  const sealer = createSealer(keysFromSettings(key, former));
  holdContents(world.database, createContents(contentKeysIn(sealer)));
  return sealer;
}

/** A worker takes up the one transfer that is due. */
async function deliverOnce(world: World): Promise<void> {
  await world.database.knex('transfers').update({ due_at: new Date(0) });
  const [claimed] = await claim(world.database.pool, 1, timingOf(world.mirror(), null), world.mirror().log);
  if (!claimed) throw new Error('nothing was claimed');
  await deliver(world.mirror(), claimed, () => false);
}

describe('the contents of orders and documents in the database', () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld();
  });
  afterEach(() => world.close());

  it('are sealed, with the plan that was frozen, and the order is sent all the same', async () => {
    await world.sendOrder(1, simpleOrder(61));
    expect(await world.settled('state')).toEqual(['done']);
    const [transfer] = await world.transfers();
    const { frozen } = await world.database.knex('transfers').where({ id: transfer?.id }).first<{ frozen: string }>();
    for (const stored of [...(await storedContents(world)), frozen])
      expect(sealedWithContentKey(stored)).toMatch(/^[\w-]{12}$/);
    expect(await readContent(world.database.pool, world.shop, '61')).toMatchObject({ id: '61' });
  });

  it('stay readable where they were stored before contents were sealed', async () => {
    await world.sendOrder(1, simpleOrder(61));
    const plain = JSON.stringify(await readContent(world.database.pool, world.shop, '61'));
    await world.database.knex('subjects').update({ snapshot: plain });
    expect(await world.settled('state')).toEqual(['done']);
    expect(await storedContents(world)).toEqual([plain]);
  });

  it('are opened after a rotation of the sealing key, from which on a new content key seals', async () => {
    await world.sendOrder(1, simpleOrder(61));
    const former = keyOf(world);
    const key = randomBytes(32);
    const [first] = await storedContents(world);
    const sealer = createSealer(keysFromSettings(key, [former]));
    // The world's own connection, and the content key that the first order is sealed with.
    expect(await rotateKey(world.database.knex, sealer)).toMatchObject({
      ok: true,
      value: { sealedAnew: 2, left: [] },
    });
    readWith(world, key);
    await world.sendOrder(1, simpleOrder(62));
    const [unchanged, second = ''] = await storedContents(world);
    expect(unchanged).toBe(first);
    expect(sealedWithContentKey(second)).not.toBe(sealedWithContentKey(first ?? ''));
    expect(await readContent(world.database.pool, world.shop, '61')).toMatchObject({ id: '61' });
    expect(await readContent(world.database.pool, world.shop, '62')).toMatchObject({ id: '62' });
  });

  it('keep an order waiting, with the reason, whose key the process lacks, until the shop sends the order again', async () => {
    await world.sendOrder(1, simpleOrder(61));
    const lost = keyOf(world);
    readWith(world, randomBytes(32));
    await ensureContentKey(world.database.knex, world.sealer);
    await deliverOnce(world);
    expect(await world.transfers()).toMatchObject([
      { state: 'waiting', reason: 'retry.key_missing', detail: { why: { code: 'key.missing', case: 'content' } } },
    ]);
    await expect(readContent(world.database.pool, world.shop, '61')).rejects.toMatchObject({
      reason: { code: 'key.missing', case: 'content' },
    });

    // The sealing key is lost for good: a new one is in charge, and the shop sends the same order.
    const sealer = readWith(world, randomBytes(32));
    await world.database.knex('bridge').delete();
    expect(await isRightKey(world.database.knex, sealer)).toBe(true);
    await ensureContentKey(world.database.knex, sealer);
    await world.sendOrder(2, simpleOrder(61));
    expect(await readContent(world.database.pool, world.shop, '61')).toMatchObject({ id: '61' });
    readWith(world, lost);
    await expect(readContent(world.database.pool, world.shop, '61')).rejects.toMatchObject({
      reason: { code: 'key.missing', case: 'content' },
    });
  });

  it('are no order that can be read where somebody swapped them between two orders', async () => {
    await world.sendOrders(simpleOrder(61), simpleOrder(62));
    const [, other] = await storedContents(world);
    await world.database.knex('subjects').where({ id: '61' }).update({ snapshot: other });
    await world.workUntil(async () => (await world.transfers()).every(({ state }) => /done|blocked/.test(state)));
    expect(await world.settled('state', 'reason')).toEqual(['blocked gap.order_unreadable', 'done sent']);
    // The remedy: the order is changed in the shop, and comes again.
    await world.sendOrder(2, simpleOrder(61, { customer_note: 'Please ring twice' }));
    await until(async () => (await world.settled('state')).every((state) => state === 'done'), 'both orders are sent');
  });
});
