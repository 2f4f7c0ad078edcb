import { operator } from '../../bridge-server/src/ids.ts';
import { takeBackup, type Backup } from '../setup/backup.ts';
import { editedOrder } from '../setup/edited-order.ts';
import { openHttp } from '../setup/http.ts';
import { bookingPayments } from '../setup/payments.ts';
import { appears, until } from '../setup/until.ts';
import { holdings } from '../setup/scenario.ts';
import { fixture, simpleOrder } from '../setup/woocommerce.ts';
import { doubtTiming, openWorld, type World } from '../setup/world.ts';

type Body = Record<string, unknown>;

/** What the shop says of each order now. */
interface Shop {
  orders: Map<number, { generation: number; order: Body; refunds: Body[] }>;
}

const buyer = (id: number): Body => {
  const order = simpleOrder(id);
  return { billing: { ...(order['billing'] as Body), email: `buyer-${id % 7}@example.test` } };
};
const paid = (id: number): Body => simpleOrder(id, buyer(id));
const unpaid = (id: number, changes: Body = {}): Body =>
  editedOrder(
    id,
    { lines: [{ id: 1, quantity: 1, net: 10_000 + id }] },
    { ...buyer(id), date_paid: null, date_paid_gmt: null, ...changes },
  );
const edited = (id: number): Body =>
  editedOrder(
    id,
    {
      lines: [
        { id: 1, quantity: 2, net: 30_000 + id },
        { id: 2, quantity: 1, net: 500 },
      ],
    },
    { ...buyer(id), date_paid: null, date_paid_gmt: null },
  );
const refund = (id: number): Body => ({
  ...fixture('woocommerce-no/refunds/full-amount-of-simple'),
  id: 1000 + id,
  amount: '100.00',
});
const isPaid = (id: number): boolean => id % 2 === 0;
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

let world: World;
let shop: Shop;
/** Of a company whose invoices do not keep their reference taken: nobody promises that they do. */
const open = async (): Promise<void> => {
  world = await openWorld({
    ...bookingPayments,
    timing: doubtTiming,
    ownDatabase: true,
    sandbox: { clients: [{ sentReferencesStayTaken: false }] },
  });
  await world.database.knex('bridge').insert({ key_check: 'of this test' });
  shop = { orders: new Map() };
};
afterEach(() => world.close());

const send = (...ids: number[]) => world.receive(...ids.map((id) => shop.orders.get(id)));
async function happen(id: number, order: Body, refunds: Body[] = []): Promise<void> {
  shop.orders.set(id, { generation: (shop.orders.get(id)?.generation ?? 0) + 1, order, refunds });
  await send(id);
}
const place = async (ids: readonly number[]): Promise<void> => {
  for (const id of ids) await happen(id, isPaid(id) ? paid(id) : unpaid(id));
};
const invoice = (id: number): void => {
  const draft = world.sandbox.control
    .state()
    .orders.find((order) => order.externalImportReference === `${world.shop}-${id}`);
  if (!draft) throw new Error(`order ${id} has no draft`);
  world.sandbox.control.office.invoice(draft.id);
};
/** What Go holds, each document by our reference for it. */
function documents(): string[] {
  const { orders, invoices, vouchers } = world.sandbox.control.state();
  const line = (kind: string, reference: string | null, total: number | string) =>
    `${(reference ?? '').replace(`${world.shop}-`, '')} ${kind} ${total}`;
  return [
    ...orders.map(({ externalImportReference, total }) => line('draft', externalImportReference, total)),
    ...invoices.map(({ externalImportReference, total }) => line('invoice', externalImportReference, total)),
    ...vouchers.map(({ externalImportReference, lines }) =>
      line('voucher', externalImportReference, lines[0]?.amount ?? ''),
    ),
  ].sort();
}
const keysOf = (all: readonly string[]): string[] => all.map((text) => text.split(' ')[0] ?? '');

/**
 * Thirty orders, a backup in the middle of the work, and everything that may happen after it: documents made, mended,
 * sent, credited, deleted and paid. All of it is done before the disaster.
 */
async function worked(): Promise<Backup> {
  await place(range(1, 12));
  await world.settle();
  await place(range(13, 20));
  let backup: Promise<Backup> | undefined;
  const worker = world.worker(async (point) => {
    // In the middle of a call: its intent is recorded, its answer is not.
    if (point === 'answered') await (backup ??= takeBackup(world.database));
  });
  worker.start();
  const taken = await appears(() => backup);
  await worker.stop();
  await place(range(21, 30));
  await world.settle();

  for (const id of [4, 14, 22]) await happen(id, paid(id), [refund(id)]);
  for (const id of [7, 15, 23]) await happen(id, edited(id));
  for (const id of [9, 27]) await happen(id, unpaid(id, { status: 'cancelled' }));
  await world.settle();
  for (const id of [17, 25, 26]) invoice(id);
  expect(
    (await world.settle())
      .filter(({ state }) => state !== 'done')
      .map(({ subjectId, kind, reason }) => `${subjectId} ${kind} ${reason}`),
  ).toEqual([]);
  return taken;
}

/** The workers of before the disaster are gone, and their leases with them. */
async function restore(backup: Backup): Promise<void> {
  await backup.restore();
  await world.loseLeases();
}

describe('after the database was restored from a backup', () => {
  beforeEach(open);

  it('without verifying, only what the target does not guard is made twice', async () => {
    const backup = await worked();
    const truth = documents();
    await restore(backup);
    await send(...shop.orders.keys());
    await world.settle();
    const keys = keysOf(documents());
    const twice = [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))];
    // The invoice's own reference is free at this company; all else is refused a second time, or was done before the
    // backup.
    expect(twice).toEqual(expect.arrayContaining(['25', '26']));
    expect(twice.filter((key) => !['17', '25', '26'].includes(key))).toEqual([]);
    expect(new Set(keys)).toEqual(new Set(keysOf(truth)));
  });

  it.each(['the shop sends again first', 'the worker is first'])(
    'verified, nothing is made twice and nothing is lost: %s',
    async (first) => {
      const backup = await worked();
      const [truth, held] = [documents(), holdings(world)];
      await restore(backup);
      const http = await openHttp(world);
      const asOperator = await http.callerOf(operator);
      const sales = await http.callerOf(world.shop);
      const foretold = (await http.request(asOperator, 'get', '/v1/verify')).body as {
        restoredAt: null;
        since: string;
        left: number;
      };
      expect(foretold.restoredAt).toBeNull();
      expect(foretold.left).toBeGreaterThan(0);
      expect(new Date(foretold.since).getTime()).toBeLessThanOrEqual(backup.madeAt.getTime());

      const stolen = { ...asOperator, now: new Date(Date.now() - 2000) };
      const begun = await http.request(asOperator, 'post', '/v1/verify', {});
      expect(begun).toMatchObject({
        status: 200,
        body: {
          restoredAt: expect.any(String),
          since: foretold.since,
          keys: expect.arrayContaining([expect.objectContaining({ issuer: operator })]),
        },
      });
      expect((await http.request(stolen, 'get', '/v1/verify')).body).toMatchObject({ code: 'proof.before_restore' });
      const { restoredAt } = begun.body as { restoredAt: string };
      // A proof names the second in which it was made, and one of the restore's own second may be from before.
      await until(() => Date.now() >= Math.ceil(Date.parse(restoredAt) / 1000) * 1000);
      expect((await http.request(sales, 'get', `/v1/shops/${world.shop}/results`)).body).toMatchObject({
        restored: { at: restoredAt, since: foretold.since },
      });
      expect((await http.request(asOperator, 'post', '/v1/verify', {})).body).toMatchObject({ restoredAt });

      if (first === 'the worker is first') {
        await world.settle();
        expect(keysOf(documents()).filter((key, index, all) => all.indexOf(key) !== index)).toEqual([]);
      }
      await send(...shop.orders.keys());
      const settled = await world.settle();
      expect(documents()).toEqual(truth);
      expect(holdings(world)).toBe(held);
      expect(
        settled
          .filter(({ state }) => state !== 'done')
          .map(({ subjectId, kind, state, reason }) => `${subjectId} ${kind} ${state} ${reason}`),
      ).toEqual(['27 order closed cancelled.before_sending']);

      const shown = await http.request(asOperator, 'get', '/v1/verify');
      expect(shown.body).toMatchObject({
        left: 0,
        forPerson: 0,
        calledOff: [{ order: '27', reason: 'cancelled.before_sending', key: `${world.shop}-27` }],
      });
      expect((shown.body as { found: number }).found).toBeGreaterThan(8);

      const over = await http.request(asOperator, 'post', '/v1/verify/end', {});
      expect(over).toMatchObject({ status: 200, body: { restoredAt: null } });
      await happen(31, unpaid(31));
      await world.settle();
      expect(documents()).toHaveLength(truth.length + 1);
    },
  );
});
