import { bookingPayments } from '../setup/payments.ts';
import { operator } from '../../bridge-server/src/ids.ts';
import type { ListedTransfer } from '../../bridge-server/src/mirror/transfer/list.ts';
import { draftOf } from '../setup/at-office.ts';
import { takeBackup, type Backup } from '../setup/backup.ts';
import { editedOrder } from '../setup/edited-order.ts';
import { openHttp } from '../setup/http.ts';
import { summaries } from '../setup/summaries.ts';
import { appears, until } from '../setup/until.ts';
import { holdings } from '../setup/scenario.ts';
import { amountRefund, orderBilledTo } from '../setup/woocommerce.ts';
import { doubtTiming, openWorld, type World } from '../setup/world.ts';

type Body = Record<string, unknown>;

/** Each order as it is in the shop now. */
interface Shop {
  orders: Map<number, { generation: number; order: Body; refunds: Body[] }>;
}

/** One of seven buyers, so that customers have several orders. */
const buyerOf = (id: number): Body => ({ email: `buyer-${id % 7}@example.test` });
const paid = (id: number): Body => orderBilledTo(id, buyerOf(id));
const billing = (id: number): Body => ({ billing: paid(id)['billing'] });
const unpaid = (id: number, changes: Body = {}): Body =>
  editedOrder(
    id,
    { lines: [{ id: 1, quantity: 1, net: 10_000 + id }] },
    { ...billing(id), date_paid: null, date_paid_gmt: null, ...changes },
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
    { ...billing(id), date_paid: null, date_paid_gmt: null },
  );
const refundOf = (id: number): Body => amountRefund(1000 + id, '100.00');
const isPaid = (id: number): boolean => id % 2 === 0;
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

let world: World;
let shop: Shop;
/** Opens a world in whose company a reference is free again once its document is invoiced: Go does not promise otherwise. */
const openRestorableWorld = async (): Promise<void> => {
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

/** The shop sends these orders as they are now. */
const send = (...ids: number[]) => world.receive(...ids.map((id) => shop.orders.get(id)));
/** The order changes in the shop, which sends it. */
async function change(id: number, order: Body, refunds: Body[] = []): Promise<void> {
  shop.orders.set(id, { generation: (shop.orders.get(id)?.generation ?? 0) + 1, order, refunds });
  await send(id);
}
/** New orders come in; every second one is paid. */
const place = async (ids: readonly number[]): Promise<void> => {
  for (const id of ids) await change(id, isPaid(id) ? paid(id) : unpaid(id));
};
const invoice = (id: number): void => void world.sandbox.control.office.invoice(draftOf(world, id).id);
/** The documents in Go, each in one line with our reference for it: `22-payment voucher 349.00`. */
function documents(): string[] {
  const { orders, invoices, vouchers } = world.held();
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
const keysOf = (lines: readonly string[]): string[] => lines.map((line) => line.split(' ')[0] ?? '');
/** The document keys that two documents have. */
const doubledKeys = (): string[] => {
  const keys = keysOf(documents());
  return [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))];
};
/** The transfers that are not done, each in one line. */
const notDone = (transfers: readonly ListedTransfer[]): string[] =>
  summaries(
    transfers.filter(({ state }) => state !== 'done'),
    'subjectId',
    'kind',
    'state',
    'reason',
  );

/**
 * Sends thirty orders and takes a backup in the middle of the work. After the backup, documents are made, amended,
 * invoiced, credited, deleted and paid. All of that is done when the backup is returned.
 */
async function workAndBackUp(): Promise<Backup> {
  await place(range(1, 12));
  await world.settle();
  await place(range(13, 20));
  let backup: Promise<Backup> | undefined;
  const worker = world.worker(async (point) => {
    // In the middle of a call: its intent is recorded, but its answer is not.
    if (point === 'answered') await (backup ??= takeBackup(world.database));
  });
  worker.start();
  const takenBackup = await appears(() => backup);
  await worker.stop();
  await place(range(21, 30));
  await world.settle();

  for (const id of [4, 14, 22]) await change(id, paid(id), [refundOf(id)]);
  for (const id of [7, 15, 23]) await change(id, edited(id));
  for (const id of [9, 27]) await change(id, unpaid(id, { status: 'cancelled' }));
  await world.settle();
  for (const id of [17, 25, 26]) invoice(id);
  expect(notDone(await world.settle())).toEqual([]);
  return takenBackup;
}

/** Restores the backup. The workers that had leases at its time are gone. */
async function restore(backup: Backup): Promise<void> {
  await backup.restore();
  await world.loseLeases();
}

describe('a bridge whose database was restored from a backup', () => {
  beforeEach(openRestorableWorld);

  it('makes only those documents twice that Go does not guard, when nobody asks it to verify', async () => {
    const backup = await workAndBackUp();
    const documentsBefore = documents();
    await restore(backup);
    await send(...shop.orders.keys());
    await world.settle();
    // The references of invoices are free at this company. All other documents are refused a second time, or were made
    // before the backup.
    expect(doubledKeys()).toEqual(expect.arrayContaining(['25', '26']));
    expect(doubledKeys().filter((key) => !['17', '25', '26'].includes(key))).toEqual([]);
    expect(new Set(keysOf(documents()))).toEqual(new Set(keysOf(documentsBefore)));
  });

  it.each(['the shop sends again first', 'the worker is first'])(
    'makes nothing twice and loses nothing when it verifies: %s',
    async (first) => {
      const backup = await workAndBackUp();
      const documentsBefore = documents();
      const holdingsBefore = holdings(world);
      await restore(backup);
      const http = await openHttp(world);
      const asOperator = await http.callerOf(operator);
      const asShop = await http.callerOf(world.shop);
      const forecast = (await http.request(asOperator, 'get', '/v1/verify')).body as {
        restoredAt: null;
        since: string;
        left: number;
      };
      expect(forecast.restoredAt).toBeNull();
      expect(forecast.left).toBeGreaterThan(0);
      expect(new Date(forecast.since).getTime()).toBeLessThanOrEqual(backup.madeAt.getTime());

      const stolenProof = { ...asOperator, now: new Date(Date.now() - 2000) };
      const started = await http.request(asOperator, 'post', '/v1/verify', {});
      expect(started).toMatchObject({
        status: 200,
        body: {
          restoredAt: expect.any(String),
          since: forecast.since,
          keys: expect.arrayContaining([expect.objectContaining({ issuer: operator })]),
        },
      });
      expect((await http.request(stolenProof, 'get', '/v1/verify')).body).toMatchObject({
        code: 'proof.before_restore',
      });
      const { restoredAt } = started.body as { restoredAt: string };
      // A proof names the second in which it was made. A proof of the restore's own second may be from before the restore.
      await until(() => Date.now() >= Math.ceil(Date.parse(restoredAt) / 1000) * 1000);
      expect((await http.request(asShop, 'get', `/v1/shops/${world.shop}/results`)).body).toMatchObject({
        restored: { at: restoredAt, since: forecast.since },
      });
      expect((await http.request(asOperator, 'post', '/v1/verify', {})).body).toMatchObject({ restoredAt });

      if (first === 'the worker is first') {
        await world.settle();
        expect(doubledKeys()).toEqual([]);
      }
      await send(...shop.orders.keys());
      const settled = await world.settle();
      expect(documents()).toEqual(documentsBefore);
      expect(holdings(world)).toBe(holdingsBefore);
      expect(notDone(settled)).toEqual(['27 order closed cancelled.before_sending']);

      const report = await http.request(asOperator, 'get', '/v1/verify');
      expect(report.body).toMatchObject({
        left: 0,
        forPerson: 0,
        calledOff: [{ order: '27', reason: 'cancelled.before_sending', key: `${world.shop}-27` }],
      });
      expect((report.body as { found: number }).found).toBeGreaterThan(8);

      const over = await http.request(asOperator, 'post', '/v1/verify/end', {});
      expect(over).toMatchObject({ status: 200, body: { restoredAt: null } });
      await change(31, unpaid(31));
      await world.settle();
      expect(documents()).toHaveLength(documentsBefore.length + 1);
    },
  );
});
