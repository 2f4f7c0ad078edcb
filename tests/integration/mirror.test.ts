import { archiveConnection } from '../../bridge-server/src/shops/change-connection.ts';
import { claim } from '../../bridge-server/src/mirror/delivery/claim.ts';
import { preview } from '../../bridge-server/src/mirror/person/preview.ts';
import { readJournal } from '../../bridge-server/src/journal/read.ts';
import { sayVerb, berit } from '../setup/person.ts';
import { plantConnection } from '../setup/plant.ts';
import { summaries } from '../setup/summaries.ts';
import { until } from '../setup/until.ts';
import { withWorkers } from '../setup/workers.ts';
import { openWorld, testTiming, type World } from '../setup/world.ts';
import { fixture, roundedOrder, simpleOrder, simpleOrders, unmappedOrder } from '../setup/woocommerce.ts';
import { causeOf, speaker } from '../setup/telling.ts';

describe('the mirror of orders', () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld();
  });
  afterEach(() => world.close());

  it('makes one draft of an order, with our reference and the exact total', async () => {
    await world.sendOrder(1, fixture('woocommerce-no/orders/four-rates-shipping'));
    const [transfer] = await world.settle();
    expect(transfer).toMatchObject({ state: 'done', reason: 'sent', total: 211_300, targetTotal: 211_300 });
    expect(world.held().orders).toMatchObject([
      {
        status: 'Draft',
        externalImportReference: `${world.shop}-23`,
        customMatchingReference: `${world.shop}-23`,
        total: 211_300,
      },
    ]);
    // The journal's line about the order and the request to Go have the same correlation id.
    const [line] = await readJournal(world.database.knex, { orderId: '23', limit: 10 });
    expect(world.held().requests.find((request) => request.path.endsWith('/SalesOrders/Complete'))?.correlation).toBe(
      line?.correlationId,
    );
  });

  it('makes one customer for eight orders of a new customer that are sent at once', async () => {
    await world.sendOrders(...simpleOrders(8, 100));
    const settled = await withWorkers([world.worker(), world.worker()], () => world.settled());
    expect(settled).toEqual(Array.from({ length: 8 }, () => 'order done sent'));
    expect(world.held().customers).toHaveLength(1);
    expect(world.held().orders).toHaveLength(8);
  });

  it('makes no document twice when the connection is removed and added again', async () => {
    await world.sendOrder(1, simpleOrder(1));
    await world.settle();
    await archiveConnection(world.database.knex, world.shop, world.connection.id);
    const again = await world.connect();
    expect(again.id).toBe(world.connection.id);
    await world.receive({ generation: 2, order: simpleOrder(1) }, { generation: 1, order: simpleOrder(2) });
    const settled = await world.settle();
    expect(summaries(settled, 'subjectId', 'kind', 'state', 'reason')).toEqual([
      '1 order done sent',
      '2 order done sent',
    ]);
    expect(world.held().orders).toHaveLength(2);
  });

  it('closes a transfer that was not begun when its connection is removed, and opens it when the connection is back', async () => {
    world.sandbox.control.fail({ mode: '403', times: 50 });
    await world.sendOrder(1, simpleOrder(1));
    const worker = world.worker();
    worker.start();
    await archiveConnection(world.database.knex, world.shop, world.connection.id);
    await expectState('closed', 'rule.connection_removed');
    world.sandbox.control.clearFailures();
    await world.connect();
    await expectState('done', 'sent');
    await worker.stop();
  });

  it('sends known orders over a connection that is added, by the rules of the connection', async () => {
    await archiveConnection(world.database.knex, world.shop, world.connection.id);
    await world.sendOrders(simpleOrder(1), simpleOrder(2, { status: 'on-hold' }));
    expect(await world.transfers()).toEqual([]);
    await world.connect();
    await world.workUntil(async () => (await world.transfers()).length === 2);
    expect((await world.settled('subjectId', 'kind', 'state', 'reason')).sort()).toEqual([
      '1 order done sent',
      '2 order closed rule.status',
    ]);
  });

  it('blocks an order with a rate that is not mapped, and sends it when the shop has corrected the order', async () => {
    await world.sendOrder(1, unmappedOrder(1));
    const [blocked] = await world.settle();
    expect(blocked).toMatchObject({
      state: 'blocked',
      reason: 'gap.rate_unmapped',
    });
    expect((blocked?.detail.gaps ?? []).map((gap) => speaker.told(gap).cause)).toEqual([
      expect.stringContaining('11.11'),
    ]);
    expect(world.held().orders).toEqual([]);
    await world.sendOrder(2, simpleOrder(1));
    expect(await world.settled()).toEqual(['order done sent']);
  });

  it('sends an order once its status is one that is sent, and closes one that is cancelled before', async () => {
    await world.sendOrder(1, simpleOrder(1, { status: 'on-hold' }));
    expect(await world.settled()).toEqual(['order closed rule.status']);
    await world.sendOrder(2, simpleOrder(1));
    expect(await world.settled()).toEqual(['order done sent']);
    await world.receive(
      { generation: 1, order: simpleOrder(2) },
      { generation: 2, order: simpleOrder(2, { status: 'cancelled' }) },
    );
    expect(await world.settled()).toEqual(['order done sent', 'order closed cancelled.before_sending']);
  });

  it('closes the transfer of an order of 0.00 by rule', async () => {
    await world.sendOrder(1, fixture('woocommerce-no/orders/zero-total-coupon'));
    expect(await world.settled()).toEqual(['order closed rule.zero_total']);
  });

  it('amends a document once for each change that the document shows, and for no other change', async () => {
    await world.sendOrder(1, simpleOrder(1));
    await world.settle();
    await world.sendOrder(2, simpleOrder(1, { payment_method_title: 'Vipps MobilePay' }));
    expect(await world.settled()).toEqual(['order done sent']);
    await world.sendOrder(3, roundedOrder(1));
    expect(await world.settled()).toEqual(['order done changed.after_sending', 'amendment done sent']);
    await world.sendOrder(4, roundedOrder(1, { status: 'completed', customer_note: 'x' }));
    expect(await world.settled()).toEqual(['order done changed.after_sending', 'amendment done sent']);
    expect(world.held().orders.map(({ total }) => total)).toEqual([1252]);
  });

  it('deletes the draft when its order is cancelled or deleted in the shop', async () => {
    await world.sendOrders(simpleOrder(1), simpleOrder(2));
    await world.settle();
    await world.receive(
      { generation: 2, order: simpleOrder(1, { status: 'cancelled' }) },
      { generation: 2, id: 2, tombstone: true },
    );
    expect((await world.settled()).sort()).toEqual([
      'cancellation done sent',
      'cancellation done sent',
      'order done cancelled.after_sending',
      'order done cancelled.after_sending',
    ]);
    expect(world.held().orders).toEqual([]);
  });

  it('plans from the newest revision when the order changes between planning and the first call', async () => {
    await world.sendOrder(1, simpleOrder(1));
    let isChanged = false;
    const worker = world.worker(async (point) => {
      if (point !== 'planned' || isChanged) return;
      isChanged = true;
      await world.sendOrder(2, roundedOrder(1));
    });
    worker.start();
    await expectState('done', 'sent');
    await worker.stop();
    expect(world.held().orders.map((document) => document.total)).toEqual([1252]);
  });

  it('sends nothing of an order that is cancelled before its first call, and cancels one that is cancelled later', async () => {
    await world.sendOrders(simpleOrder(1), simpleOrder(2));
    const worker = world.worker(async (point, { step }) => {
      if (point === 'planned') await world.sendOrder(2, simpleOrder(1, { status: 'cancelled' }));
      if (point === 'answered' && step?.key === 'order')
        await world.sendOrder(2, simpleOrder(2, { status: 'cancelled' }));
    });
    worker.start();
    await until(async () => (await world.transfers()).length === 3);
    await worker.stop();
    expect(await world.settled('subjectId', 'kind', 'state', 'reason')).toEqual([
      '1 order closed cancelled.before_sending',
      '2 order done cancelled.after_sending',
      '2 cancellation done sent',
    ]);
    expect(world.held().orders).toEqual([]);
  });

  it('blocks a document whose total differs by more than rounding, until it is corrected in Go and retried', async () => {
    world.sandbox.control.switches({ prices: 'gross' });
    await world.sendOrder(1, simpleOrder(1));
    const [blocked] = await world.settle();
    expect(blocked).toMatchObject({
      state: 'blocked',
      reason: 'refused.document_differs',
      total: 34_900,
      targetTotal: 27_920,
      documentNumber: world.held().orders[0]?.number,
    });
    expect(causeOf(blocked)).toMatch(
      /total 279\.20 instead of 349\.00, net amount of A-1 223\.36 instead of 279\.20, VAT of A-1 55\.84 instead of 69\.80/,
    );
    const [document] = world.held().orders;
    world.sandbox.control.office.editLine({ orderId: document?.id ?? '', line: 0, unitPrice: '349.00' });
    expect((await sayVerb(world, 'retry', blocked?.id)).ok).toBe(true);
    expect(await world.settled()).toEqual(['order done sent']);
    expect(world.held().orders).toHaveLength(1);
  });

  it('lets a person accept a difference, or say that the document was handled elsewhere', async () => {
    world.sandbox.control.switches({ prices: 'gross' });
    await world.sendOrders(simpleOrder(1), simpleOrder(2));
    const [first, second] = await world.settle();
    expect(await sayVerb(world, 'absent', first?.id)).toMatchObject({ ok: false, error: { code: 'transfer.not_now' } });
    await sayVerb(world, 'accept', first?.id);
    await sayVerb(world, 'elsewhere', second?.id);
    expect(await world.settled()).toEqual(['order done accepted.difference', 'order closed elsewhere']);
    expect(await readJournal(world.database.knex, { transferId: second?.id ?? 0, limit: 50 })).toContainEqual(
      expect.objectContaining({ actor: berit, code: 'elsewhere' }),
    );
  });

  it('closes an amendment that is still blocked when the order is cancelled, and deletes the draft', async () => {
    await world.sendOrder(1, simpleOrder(1));
    await world.settle();
    await world.sendOrder(2, unmappedOrder(1));
    expect(await world.settled()).toEqual(['order done changed.after_sending', 'amendment blocked gap.rate_unmapped']);
    await world.sendOrder(3, simpleOrder(1, { status: 'cancelled' }));
    expect(await world.settled()).toEqual([
      'order done cancelled.after_sending',
      'amendment closed cancelled.before_sending',
      'cancellation done sent',
    ]);
  });

  it('sends the other orders when a row of one cannot be read and the review of another fails', async () => {
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

  it('counts an attempt of an order that opens the circuit breaker while the connection works for all others', async () => {
    await world.sendOrder(1, simpleOrder(1));
    world.sandbox.control.fail({ mode: 'html', on: { method: 'GET', path: 'Customers$' }, times: 3 });
    const [settled] = await world.settle();
    expect(settled).toMatchObject({ state: 'done' });
    expect(
      (await readJournal(world.database.knex, { shopId: world.shop, limit: 100 })).map((line) => line.code),
    ).toEqual(expect.arrayContaining(['held.unreadable', 'breaker.closed', 'retry.unreadable']));
  });

  it('takes turns between connections, however many transfers wait at one of them', async () => {
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

  it('sends every order once although its database connections are cut', async () => {
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
            `select pg_terminate_backend(pid)
               from pg_stat_activity
              where datname = current_database()
                and pid <> pg_backend_pid()
                and query not like '%pg_stat_activity%'`,
          )
          .catch(() => undefined);
      },
    );
    // A transfer that a worker could not put down is taken by another one once its lease is over.
    await world.loseLeases();
    const settled = await world.settle();
    expect(summaries(settled)).toEqual(Array.from({ length: 6 }, () => 'order done sent'));
    expect(world.held().orders).toHaveLength(6);
  });

  it('previews the lines that the worker then sends, and writes nothing', async () => {
    await world.sendOrder(1, roundedOrder(1));
    const previewed = await preview(world.mirror(), {
      shopId: world.shop,
      connectionId: world.connection.id,
      orderId: '1',
    });
    expect(world.held()).toMatchObject({ orders: [], customers: [] });
    await world.settle();
    const lines =
      previewed?.kind === 'plan'
        ? (previewed.plan as { order: { SalesOrderLines: { Description: string }[] } }).order.SalesOrderLines
        : [];
    expect(lines.map((line) => line.Description)).toEqual(
      world
        .held()
        .orders[0]?.lines.slice(0, lines.length)
        .map((line) => line.description),
    );
    expect(lines).toHaveLength(1);
  });

  it('refuses a retry of a transfer that is done', async () => {
    await world.sendOrder(1, simpleOrder(1));
    const [done] = await world.settle();
    expect(await sayVerb(world, 'retry', done?.id)).toMatchObject({ ok: false, error: { code: 'transfer.not_now' } });
  });

  it('loses no attempt of the transfers that an open circuit breaker holds back, and sends them all', async () => {
    await world.sendOrder(1, simpleOrder(10));
    await world.settle();
    world.sandbox.control.fail({ mode: '403', times: 8 });
    await world.sendOrders(...simpleOrders(12, 20));
    const settled = await world.settle();
    expect(summaries(settled, 'attempts', 'kind', 'state', 'reason')).toEqual(
      Array.from({ length: 13 }, () => '0 order done sent'),
    );
    expect(world.held().orders).toHaveLength(13);
    const journal = await readJournal(world.database.knex, { shopId: world.shop, limit: 1000 });
    expect(journal.filter((line) => line.code === 'breaker.closed').length).toBeGreaterThan(0);
  });

  async function expectState(state: string, reason: string): Promise<void> {
    await until(async () =>
      (await world.transfers()).some((transfer) => transfer.state === state && transfer.reason === reason),
    );
  }
});
