import { operator, type TransferId } from '../../bridge-server/src/ids.ts';
import type { ListedTransfer } from '../../bridge-server/src/mirror/transfer/list.ts';
import { openHandover } from '../../bridge-server/src/mirror/transfer/plans.ts';
import { createWorker } from '../../bridge-server/src/mirror/worker.ts';
import { createDirectory } from '../../bridge-server/src/shops/directory.ts';
import { openHttp } from './http.ts';
import { withOrthosoft } from './orthosoft-mirror.ts';
import { until } from './until.ts';
import { openWorld, type World } from './world.ts';

type Answer = Record<string, unknown>;

/** A shop whose orders the office of mmOrthosoft fetches, with a worker that is running. */
export interface OrthosoftShop {
  world: World;
  connection: string;
  /** What the operator asks of the bridge about the shop. Throws for a refusal, whose code stands in the error. */
  ask(method: 'get' | 'post', path: string, body?: object): Promise<Answer>;
  send(order: Record<string, unknown>): Promise<void>;
  /** The transfers of an order to the office, oldest first. */
  transfersOf(order: number): Promise<readonly ListedTransfer[]>;
  /** The documents of an order, oldest first, such as `order handed_over offered`. */
  standing(order: number): Promise<string[]>;
  untilStanding(order: number, expected: readonly string[]): Promise<void>;
  /** The XML that is offered for the order; empty while there is none. */
  offered(order: number): Promise<string>;
  close(): Promise<void>;
}

export async function openOrthosoftShop(): Promise<OrthosoftShop> {
  const world = await openWorld();
  const mirror = withOrthosoft(world.mirror());
  const http = await openHttp({ ...world, mirror: () => mirror });
  const asOperator = await http.callerOf(operator);
  const shop = await world.addCompany();
  const ask: OrthosoftShop['ask'] = async (method, path, body) => {
    const answer = await http.request(asOperator, method, `/v1/shops/${shop.shop}/${path}`, body);
    if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    return answer.body as Answer;
  };
  const connection = String(
    (await ask('post', 'connections', { system: 'mmorthosoft', credentials: {} }))['connection'],
  );
  const worker = createWorker(mirror, createDirectory(world.database.pool), { concurrency: 4, pollSeconds: 0.02 });
  worker.start();
  const transfersOf = async (order: number) =>
    (await shop.transfers()).filter(
      ({ connectionId, orderNumber }) => connectionId === connection && orderNumber === String(order),
    );
  const standing = async (order: number) =>
    (await transfersOf(order)).map(({ kind, state, reason }) => `${kind} ${state} ${reason}`);
  const sent = new Map<unknown, number>();
  return {
    world,
    connection,
    ask,
    async send(order) {
      const generation = (sent.get(order['id']) ?? 0) + 1;
      sent.set(order['id'], generation);
      await shop.sendOrder(generation, order);
    },
    transfersOf,
    standing,
    untilStanding: (order, expected) =>
      until(
        async () => JSON.stringify(await standing(order)) === JSON.stringify(expected),
        async () => `order ${order}: ${(await standing(order)).join('; ')}`,
      ),
    async offered(order) {
      const { pool } = world.database;
      const ids = (await transfersOf(order)).map(({ id }) => id);
      const { rows } = await pool.query<{ id: TransferId; handover: Buffer }>(
        'select id, handover from transfers where id = any($1) and handover is not null order by id desc limit 1',
        [ids],
      );
      const [row] = rows;
      if (!row) return '';
      return Buffer.from(await openHandover(pool, { shopId: shop.shop, id: row.id }, row.handover)).toString('utf8');
    },
    async close() {
      await worker.stop();
      await world.close();
    },
  };
}
