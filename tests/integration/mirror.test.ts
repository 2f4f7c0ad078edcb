import { archiveConnection } from '../../bridge-server/src/shops/connection.ts';
import { claim } from '../../bridge-server/src/mirror/delivery/claim.ts';
import { preview } from '../../bridge-server/src/mirror/person/preview.ts';
import { readJournal } from '../../bridge-server/src/journal/read.ts';
import { sayVerb } from '../setup/person.ts';
import { plantConnection } from '../setup/plant.ts';
import { until } from '../setup/until.ts';
import { openWorld, testTiming, type World } from '../setup/world.ts';
import { fixture, roundedOrder, simpleOrder, simpleOrders } from '../setup/woocommerce.ts';
import { causeOf, speaker } from '../setup/telling.ts';

const order = (body: Record<string, unknown>, generation = 1) => ({ generation, order: body, refunds: [] });
const brief = ({ kind, state, reason }: { kind: string; state: string; reason: string }) =>
  `${kind} ${state} ${reason}`;

describe('the mirror', () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld();
  });
  afterEach(() => world.close());
  const atGo = () => world.sandbox.control.state();

  it('makes one draft sales order of one order, with its reference and its total to the cent', async () => {
    await world.receive(order(fixture('woocommerce-no/orders/four-rates-shipping')));
    const [transfer] = await world.settle();
    expect(transfer).toMatchObject({ state: 'done', reason: 'sent', total: 211_300, targetTotal: 211_300 });
    expect(atGo().orders).toMatchObject([
      {
        status: 'Draft',
        externalImportReference: `${world.shop}-23`,
        customMatchingReference: `${world.shop}-23`,
        total: 211_300,
      },
    ]);
    // One correlation id from the order's journal line to the request at the target.
    const [line] = await readJournal(world.database.knex, { orderId: '23', limit: 10 });
    expect(atGo().requests.find((request) => request.path.endsWith('/SalesOrders/Complete'))?.correlation).toBe(
      line?.correlationId,
    );
  });

  it('makes one customer of two orders of a new customer that are sent at once', async () => {
    await world.receive(...Array.from({ length: 8 }, (_, index) => order(simpleOrder(100 + index))));
    const workers = [world.worker(), world.worker()];
    for (const worker of workers) worker.start();
    const settled = await world.settle();
    for (const worker of workers) await worker.stop();
    expect(settled.map(brief)).toEqual(Array.from({ length: 8 }, () => 'order done sent'));
    expect(atGo().customers).toHaveLength(1);
    expect(atGo().orders).toHaveLength(8);
  });

  it('books nothing twice when the connection is removed and added again', async () => {
    await world.receive(order(simpleOrder(1)));
    await world.settle();
    await archiveConnection(world.database.knex, world.shop, world.connection.id);
    const again = await world.connect();
    expect(again.id).toBe(world.connection.id);
    await world.receive(order(simpleOrder(1), 2), order(simpleOrder(2), 1));
    const settled = await world.settle();
    expect(settled.map((transfer) => `${transfer.subjectId} ${brief(transfer)}`)).toEqual([
      '1 order done sent',
      '2 order done sent',
    ]);
    expect(atGo().orders).toHaveLength(2);
  });

  it('closes what a removed connection has not begun, and opens it when the connection is back', async () => {
    world.sandbox.control.fail({ mode: '403', times: 50 });
    await world.receive(order(simpleOrder(1)));
    const worker = world.worker();
    worker.start();
    await archiveConnection(world.database.knex, world.shop, world.connection.id);
    await expectState('closed', 'rule.connection_removed');
    world.sandbox.control.clearFailures();
    await world.connect();
    await expectState('done', 'sent');
    await worker.stop();
  });

  it('sends orders that are known already when a connection is added, by its rules', async () => {
    await archiveConnection(world.database.knex, world.shop, world.connection.id);
    await world.receive(order(simpleOrder(1)), order(simpleOrder(2, { status: 'on-hold' })));
    expect(await world.transfers()).toEqual([]);
    await world.connect();
    await world.workUntil(async () => (await world.transfers()).length === 2);
    expect((await world.settle()).map((transfer) => `${transfer.subjectId} ${brief(transfer)}`).sort()).toEqual([
      '1 order done sent',
      '2 order closed rule.status',
    ]);
  });

  it('names the gap of a rate that nobody mapped, and goes on when the order is mended in the shop', async () => {
    const body = fixture('woocommerce-no/orders/simple-25-vipps-paid');
    const [rate] = body['tax_lines'] as Record<string, unknown>[];
    await world.receive(order({ ...body, tax_lines: [{ ...rate, rate_percent: 11.11 }] }));
    const [blocked] = await world.settle();
    expect(blocked).toMatchObject({
      state: 'blocked',
      reason: 'gap.rate_unmapped',
    });
    expect((blocked?.detail.gaps ?? []).map((gap) => speaker.told(gap).cause)).toEqual([
      expect.stringContaining('11.11'),
    ]);
    expect(atGo().orders).toEqual([]);
    await world.receive(order(body, 2));
    expect((await world.settle()).map(brief)).toEqual(['order done sent']);
  });

  it('opens a transfer that a rule closed when the order reaches a status that sends, and closes one that was called off', async () => {
    await world.receive(order(simpleOrder(1, { status: 'on-hold' })));
    expect((await world.settle()).map(brief)).toEqual(['order closed rule.status']);
    await world.receive(order(simpleOrder(1), 2));
    expect((await world.settle()).map(brief)).toEqual(['order done sent']);
    await world.receive(order(simpleOrder(2)), order(simpleOrder(2, { status: 'cancelled' }), 2));
    expect((await world.settle()).map(brief)).toEqual(['order done sent', 'order closed cancelled.before_sending']);
  });

  it('closes an order of 0.00 by rule', async () => {
    await world.receive(order(fixture('woocommerce-no/orders/zero-total-coupon')));
    expect((await world.settle()).map(brief)).toEqual(['order closed rule.zero_total']);
  });

  it('mends the document when the order changes after it was sent, once, and only for what the document shows', async () => {
    await world.receive(order(simpleOrder(1)));
    await world.settle();
    await world.receive(order(simpleOrder(1, { payment_method_title: 'Vipps MobilePay' }), 2));
    expect((await world.settle()).map(brief)).toEqual(['order done sent']);
    await world.receive(order(roundedOrder(1), 3));
    expect((await world.settle()).map(brief)).toEqual(['order done changed.after_sending', 'amendment done sent']);
    await world.receive(order(roundedOrder(1, { status: 'completed', customer_note: 'x' }), 4));
    expect((await world.settle()).map(brief)).toEqual(['order done changed.after_sending', 'amendment done sent']);
    expect(atGo().orders.map(({ total }) => total)).toEqual([1252]);
  });

  it('takes the document back when the order is cancelled, or deleted, after it was sent', async () => {
    await world.receive(order(simpleOrder(1)), order(simpleOrder(2)));
    await world.settle();
    await world.receive(order(simpleOrder(1, { status: 'cancelled' }), 2), { generation: 2, id: 2, tombstone: true });
    expect((await world.settle()).map(brief).sort()).toEqual([
      'cancellation done sent',
      'cancellation done sent',
      'order done cancelled.after_sending',
      'order done cancelled.after_sending',
    ]);
    expect(atGo().orders).toEqual([]);
  });

  it('plans from the newest revision when the order changes between planning and the first call', async () => {
    await world.receive(order(simpleOrder(1)));
    let changed = false;
    const worker = world.worker(async (point) => {
      if (point !== 'planned' || changed) return;
      changed = true;
      await world.receive(order(roundedOrder(1), 2));
    });
    worker.start();
    await expectState('done', 'sent');
    await worker.stop();
    expect(atGo().orders.map((document) => document.total)).toEqual([1252]);
  });

  it('drops an order that is cancelled before its first call, and finishes one that is cancelled during it', async () => {
    await world.receive(order(simpleOrder(1)), order(simpleOrder(2)));
    const worker = world.worker(async (point, { step }) => {
      if (point === 'planned') await world.receive(order(simpleOrder(1, { status: 'cancelled' }), 2));
      if (point === 'answered' && step?.key === 'order')
        await world.receive(order(simpleOrder(2, { status: 'cancelled' }), 2));
    });
    worker.start();
    await until(async () => (await world.transfers()).length === 3);
    await worker.stop();
    expect((await world.settle()).map((transfer) => `${transfer.subjectId} ${brief(transfer)}`)).toEqual([
      '1 order closed cancelled.before_sending',
      '2 order done cancelled.after_sending',
      '2 cancellation done sent',
    ]);
    expect(atGo().orders).toEqual([]);
  });

  it('blocks a document whose total differs by more than rounding, and is done after the office mended it and a retry', async () => {
    world.sandbox.control.switches({ prices: 'gross' });
    await world.receive(order(simpleOrder(1)));
    const [blocked] = await world.settle();
    expect(blocked).toMatchObject({
      state: 'blocked',
      reason: 'refused.document_differs',
      total: 34_900,
      targetTotal: 27_920,
      documentNumber: atGo().orders[0]?.number,
    });
    expect(causeOf(blocked)).toMatch(
      /total 279\.20 instead of 349\.00, net amount of A-1 223\.36 instead of 279\.20, VAT of A-1 55\.84 instead of 69\.80/,
    );
    const [document] = atGo().orders;
    world.sandbox.control.office.editLine({ orderId: document?.id ?? '', line: 0, unitPrice: '349.00' });
    const asked = await sayVerb(world, 'retry', blocked?.id);
    expect(asked.ok).toBe(true);
    expect((await world.settle()).map(brief)).toEqual(['order done sent']);
    expect(atGo().orders).toHaveLength(1);
  });

  it('lets a person accept a difference, or close what was dealt with elsewhere', async () => {
    world.sandbox.control.switches({ prices: 'gross' });
    await world.receive(order(simpleOrder(1)), order(simpleOrder(2)));
    const [one, two] = await world.settle();
    const say = (verb: 'accept' | 'elsewhere' | 'absent', id: number | undefined) => sayVerb(world, verb, id);
    expect(await say('absent', one?.id)).toMatchObject({ ok: false, error: { code: 'transfer.not_now' } });
    await say('accept', one?.id);
    await say('elsewhere', two?.id);
    expect((await world.settle()).map(brief)).toEqual(['order done accepted.difference', 'order closed elsewhere']);
    expect(await readJournal(world.database.knex, { transferId: two?.id ?? 0, limit: 50 })).toContainEqual(
      expect.objectContaining({ actor: 'operator:test', code: 'elsewhere' }),
    );
  });

  it('lets a cancellation take the place of an amendment that nobody has made yet', async () => {
    await world.receive(order(simpleOrder(1)));
    await world.settle();
    const body = simpleOrder(1);
    const [rate] = body['tax_lines'] as Record<string, unknown>[];
    await world.receive(order({ ...body, tax_lines: [{ ...rate, rate_percent: 11.11 }] }, 2));
    expect((await world.settle()).map(brief)).toEqual([
      'order done changed.after_sending',
      'amendment blocked gap.rate_unmapped',
    ]);
    await world.receive(order(simpleOrder(1, { status: 'cancelled' }), 3));
    expect((await world.settle()).map(brief)).toEqual([
      'order done cancelled.after_sending',
      'amendment closed cancelled.before_sending',
      'cancellation done sent',
    ]);
  });

  it('goes on with all others when one row cannot be read, and when one review cannot be done', async () => {
    await world.sendOrders(...simpleOrders(3));
    await world.database
      .knex('transfers')
      .where({ subject_id: '1' })
      .update({ detail: JSON.stringify({ cause: 5 }), due_at: new Date(0) });
    await world.database.knex('subjects').where({ id: '2' }).update({ snapshot: '{}' });
    await world.database
      .knex('transfers')
      .where({ subject_id: '2' })
      .update({ state: 'closed', reason: 'rule.status', review_at: new Date(0) });
    await world.database
      .knex('transfers')
      .where({ subject_id: '3' })
      .update({ state: 'closed', reason: 'rule.status', review_at: new Date() });
    await world.workUntil(
      async () => (await world.database.knex('transfers').where({ subject_id: '3', state: 'done' })).length === 1,
    );
  });

  it('counts an attempt of the one order that opens a circuit breaker although the connection works for all others', async () => {
    await world.receive(order(simpleOrder(1)));
    world.sandbox.control.fail({ mode: 'html', on: { method: 'GET', path: 'Customers$' }, times: 3 });
    const [settled] = await world.settle();
    expect(settled).toMatchObject({ state: 'done' });
    expect(
      (await readJournal(world.database.knex, { shopId: world.shop, limit: 100 })).map((line) => line.code),
    ).toEqual(expect.arrayContaining(['held.unreadable', 'breaker.closed', 'retry.unreadable']));
  });

  it('takes turns between connections, whatever one of them has piled up', async () => {
    const other = await plantConnection(world.database, world.shop, { account: 'another' });
    await world.sendOrders(...simpleOrders(20));
    await world.database.knex('transfers').where({ connection_id: other }).whereNot({ subject_id: '20' }).delete();
    const claimed: string[] = [];
    for (let round = 0; round < 12; round++) {
      for (const transfer of await claim(world.database.pool, 1, testTiming, world.mirror().log))
        claimed.push(transfer.connectionId);
    }
    expect(claimed).toContain(other);
    expect(claimed).toHaveLength(12);
  });

  it('survives that its database connections are cut', async () => {
    await world.sendOrders(...simpleOrders(6));
    let cuts = 0;
    // In the middle of the work, wherever a transfer has come to.
    await world.workUntil(
      () => cuts === 5,
      async () => {
        if (cuts === 5) return;
        cuts += 1;
        await world.database.knex
          .raw(
            `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and query not like '%pg_stat_activity%'`,
          )
          .catch(() => undefined);
      },
    );
    // What a worker could not put down in the database is taken back once its lease is over.
    await world.loseLeases();
    const settled = await world.settle();
    expect(settled.map(brief)).toEqual(Array.from({ length: 6 }, () => 'order done sent'));
    expect(atGo().orders).toHaveLength(6);
  });

  it('shows in a preview what the worker then sends, and writes nothing', async () => {
    await world.receive(order(roundedOrder(1)));
    const seen = await preview(world.mirror(), { shopId: world.shop, connectionId: world.connection.id, orderId: '1' });
    expect(atGo()).toMatchObject({ orders: [], customers: [] });
    await world.settle();
    const lines =
      seen?.kind === 'plan'
        ? (seen.plan as { order: { SalesOrderLines: { Description: string }[] } }).order.SalesOrderLines
        : [];
    expect(lines.map((line) => line.Description)).toEqual(
      atGo()
        .orders[0]?.lines.slice(0, lines.length)
        .map((line) => line.description),
    );
    expect(lines).toHaveLength(1);
  });

  it('refuses to retry what is done', async () => {
    await world.receive(order(simpleOrder(1)));
    const [done] = await world.settle();
    expect(await sayVerb(world, 'retry', done?.id)).toMatchObject({ ok: false, error: { code: 'transfer.not_now' } });
  });

  it('keeps what an open circuit breaker holds back in order and without losing an attempt', async () => {
    await world.receive(order(simpleOrder(0 + 10)));
    await world.settle();
    world.sandbox.control.fail({ mode: '403', times: 8 });
    await world.receive(...Array.from({ length: 12 }, (_, index) => order(simpleOrder(20 + index))));
    const settled = await world.settle();
    expect(settled.map((transfer) => `${transfer.attempts} ${brief(transfer)}`)).toEqual(
      Array.from({ length: 13 }, () => '0 order done sent'),
    );
    expect(atGo().orders).toHaveLength(13);
    const journal = await readJournal(world.database.knex, { shopId: world.shop, limit: 1000 });
    expect(journal.filter((line) => line.code === 'breaker.closed').length).toBeGreaterThan(0);
  });

  async function expectState(state: string, reason: string): Promise<void> {
    await until(async () =>
      (await world.transfers()).some((transfer) => transfer.state === state && transfer.reason === reason),
    );
  }
});
