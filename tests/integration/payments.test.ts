import { bookPaymentByHand } from '../setup/at-office.ts';
import { setRules, countSettingsUp, routeAgain } from '../setup/routing.ts';
import { everydayRules } from '../setup/rules.ts';
import { sayVerb } from '../setup/person.ts';
import { callerOf } from '../sandboxes/poweroffice/caller.ts';
import { openWorld, type World } from '../setup/world.ts';
import { bookingPayments } from '../setup/payments.ts';
import { fixture, simpleOrder, amountRefund } from '../setup/woocommerce.ts';
import { causeOf } from '../setup/telling.ts';

type Body = Record<string, unknown>;
const unpaid: Body = { date_paid: null, date_paid_gmt: null };

let world: World;
beforeEach(async () => {
  world = await openWorld(bookingPayments);
});
afterEach(() => world.close());

/** Settles; each transfer in one line, such as `payment refund-35 done sent -10000`. */
const settled = () => world.settled('kind', 'reference', 'state', 'reason', 'targetTotal');
const office = () => world.sandbox.control.office;
/** Each voucher in one line: our reference, its day, and what it books on the account of the payment method. */
const vouchers = () =>
  world
    .held()
    .vouchers.map(
      ({ externalImportReference, date, lines }) =>
        `${externalImportReference?.replace(`${world.shop}-`, '')} ${date} ${lines[0]?.amount} ${lines[0]?.currency}`,
    );

/** Changes settings or functions as the screens do, and waits until the shop's orders are routed again. */
async function change(changes: { settings?: object; functions?: string[] }): Promise<void> {
  await world.database.knex('connections').update({
    ...(changes.settings ? { settings: JSON.stringify(changes.settings) } : {}),
    ...(changes.functions ? { rules: JSON.stringify({ ...everydayRules(), functions: changes.functions }) } : {}),
  });
  await countSettingsUp(world.database, world.shop);
  await routeAgain(world);
}

/** Somebody books a payment of the order's customer in Go by hand. */
async function bookByHand(amount: number, line: object): Promise<void> {
  const call = await callerOf(world.sandbox);
  const posted = await bookPaymentByHand(call, Number(world.held().customers[0]?.id), amount, line);
  expect(posted.status).toBe(201);
}

describe('a payment of an order', () => {
  it('becomes a bank voucher on the day of payment in Norway, and settles the invoice once there is one', async () => {
    await world.sendOrder(
      1,
      simpleOrder(22, { date_paid: '2026-11-23T00:30:00', date_paid_gmt: '2026-11-22T23:30:00' }),
    );
    expect(await settled()).toEqual(['order done sent 34900', 'payment done sent 34900']);
    expect(vouchers()).toEqual(['22-payment 2026-11-23 349.00 NOK']);
    expect(world.held().ledger).toMatchObject([
      { type: 'BankJournal', amount: -34_900, balance: -34_900, customMatchingReference: `${world.shop}-22` },
    ]);
    const [voucher] = world.held().vouchers;
    expect((await world.transfers())[1]).toMatchObject({
      documentId: voucher?.id,
      documentNumber: voucher?.number,
      total: 34_900,
    });
    office().invoice(world.held().orders[0]?.id ?? '');
    expect(world.held().invoices[0]?.balance).toBe(0);
    expect(world.held().ledger.map(({ balance }) => balance)).toEqual([0, 0]);
  });

  it('settles an invoice that the office sent before the payment', async () => {
    await world.sendOrder(1, simpleOrder(22, unpaid));
    await world.settle();
    office().invoice(world.held().orders[0]?.id ?? '');
    await world.sendOrder(2, simpleOrder(22));
    expect(await settled()).toEqual(['order done sent 34900', 'payment done sent 34900']);
    expect(world.held().invoices[0]?.balance).toBe(0);
  });

  it('settles the credit note when a part of it is refunded', async () => {
    await world.sendOrder(1, simpleOrder(22), amountRefund(35, '100.00'), amountRefund(36, '0.00'));
    expect(await settled()).toEqual([
      'order done sent 34900',
      'payment done sent 34900',
      'refund 35 done sent -10000',
      'payment refund-35 done sent -10000',
      'refund 36 done sent 0',
    ]);
    expect(vouchers()).toEqual(['22-payment 2026-11-22 349.00 NOK', '22-payment-refund-35 2026-11-22 -100.00 NOK']);
    for (const { id } of world.held().orders) office().invoice(id);
    expect(world.held().invoices.map(({ type, total, balance }) => ({ type, total, balance }))).toEqual([
      { type: 'OutgoingInvoice', total: 34_900, balance: 0 },
      { type: 'OutgoingCreditNote', total: -10_000, balance: 0 },
    ]);
    expect(world.held().ledger.map(({ balance }) => balance)).toEqual([0, 0, 0, 0]);
  });

  it('is booked when the order is paid later, even if the order becomes one to send at the same time', async () => {
    await world.sendOrder(1, simpleOrder(22, { ...unpaid, status: 'pending' }), amountRefund(35, '100.00'));
    expect(await settled()).toEqual(['order closed rule.status', 'refund 35 closed rule.order_not_sent']);
    await world.sendOrder(2, simpleOrder(22), amountRefund(35, '100.00'));
    expect((await settled()).toSorted()).toEqual([
      'order done sent 34900',
      'payment done sent 34900',
      'payment refund-35 done sent -10000',
      'refund 35 done sent -10000',
    ]);
    await world.sendOrder(3, simpleOrder(22, { customer_note: 'hello' }), amountRefund(35, '100.00'));
    expect(await settled()).toHaveLength(4);
    expect(vouchers()).toHaveLength(2);
  });

  it('is booked in euro when its order is in euro', async () => {
    await world.sendOrder(1, simpleOrder(22, { currency: 'EUR' }));
    expect(await settled()).toEqual(['order done sent 34900', 'payment done sent 34900']);
    expect(vouchers()).toEqual(['22-payment 2026-11-22 349.00 EUR']);
  });

  it('is not booked when the order is of 0.00', async () => {
    await setRules(world.database, {
      functions: ['orders', 'cancellations', 'payments', 'createCustomers'],
      zeroTotal: 'send',
    });
    await countSettingsUp(world.database, world.shop);
    await world.sendOrder(
      1,
      fixture('woocommerce-no/orders/zero-total-coupon', {
        date_paid: '2026-11-22T11:00:00',
        date_paid_gmt: '2026-11-22T10:00:00',
        payment_method: 'vipps',
      }),
    );
    expect(await settled()).toEqual(['order done sent 0']);
  });
});

describe('a payment that is not booked', () => {
  it('is closed while its method has no account, without asking Go, and booked once it has one', async () => {
    const requestsBefore = world.held().requests.length;
    await world.sendOrder(1, simpleOrder(22, { payment_method: 'klarna' }));
    expect(await settled()).toEqual(['order done sent 34900', 'payment closed rule.no_account']);
    expect(
      world
        .held()
        .requests.slice(requestsBefore)
        .filter(({ path }) => /customerledger|LockDate/i.test(path)),
    ).toEqual([]);
    await change({ settings: { payments: [{ method: 'klarna', account: '1571' }] } });
    expect(await settled()).toEqual(['order done sent 34900', 'payment done sent 34900']);
    expect(vouchers()).toEqual(['22-payment 2026-11-22 349.00 NOK']);
  });

  it('is closed or not there while the function is off, and booked once the function is on', async () => {
    office().setLockDate('2026-11-30');
    await world.sendOrder(1, simpleOrder(22));
    expect(await settled()).toEqual(['order done sent 34900', 'payment blocked gap.date_locked']);
    await change({ functions: ['orders', 'refunds', 'cancellations', 'createCustomers'] });
    expect(await settled()).toEqual(['order done sent 34900', 'payment closed rule.function_off']);
    await world.sendOrder(1, simpleOrder(23), amountRefund(35, '100.00'));
    expect((await settled()).slice(2)).toEqual(['order done sent 34900', 'refund 35 done sent -10000']);
    office().setLockDate(null);
    await change({ functions: ['orders', 'refunds', 'cancellations', 'payments', 'createCustomers'] });
    expect((await settled()).toSorted()).toEqual([
      'order done sent 34900',
      'order done sent 34900',
      'payment done sent 34900',
      'payment done sent 34900',
      'payment refund-35 done sent -10000',
      'refund 35 done sent -10000',
    ]);
    expect(vouchers().toSorted()).toEqual([
      '22-payment 2026-11-22 349.00 NOK',
      '23-payment 2026-11-22 349.00 NOK',
      '23-payment-refund-35 2026-11-22 -100.00 NOK',
    ]);
  });

  it('is closed when its order was never sent, or was cancelled before', async () => {
    await world.sendOrder(1, simpleOrder(22, { status: 'refunded' }), amountRefund(35, '349.00'));
    await world.sendOrder(1, simpleOrder(23, { status: 'cancelled' }));
    expect(await settled()).toEqual([
      'order closed rule.refunded_in_full',
      'payment closed rule.order_not_sent',
      'refund 35 closed rule.order_not_sent',
      'payment refund-35 closed rule.order_not_sent',
      'order closed cancelled.before_sending',
      'payment closed cancelled.before_sending',
    ]);
    expect(world.held().vouchers).toEqual([]);
  });

  it('is closed when it is of a refund without a credit note', async () => {
    await change({ functions: ['orders', 'cancellations', 'payments', 'createCustomers'] });
    await world.sendOrder(1, simpleOrder(22), amountRefund(35, '100.00'));
    expect(await settled()).toEqual([
      'order done sent 34900',
      'payment done sent 34900',
      'refund 35 closed rule.function_off',
      'payment refund-35 closed rule.refund_not_sent',
    ]);
    await change({ functions: ['orders', 'refunds', 'cancellations', 'payments', 'createCustomers'] });
    expect((await settled()).slice(2)).toEqual(['refund 35 done sent -10000', 'payment refund-35 done sent -10000']);
  });
});

describe('a payment that Go cannot take', () => {
  it('is a gap when its day is locked, which names both days, and is booked once the lock date is earlier', async () => {
    office().setLockDate('2026-11-22');
    await world.sendOrder(1, simpleOrder(22));
    expect(await settled()).toEqual(['order done sent 34900', 'payment blocked gap.date_locked']);
    expect(causeOf((await world.transfers())[1])).toBe(
      'The payment is dated 2026-11-22, but the books in Go are locked up to and including 2026-11-22.',
    );
    office().setLockDate('2026-11-21');
    await sayVerb(world, 'retry', (await world.transfers())[1]?.id);
    expect(await settled()).toEqual(['order done sent 34900', 'payment done sent 34900']);
  });

  it('is a gap when Go does not have the account of its method', async () => {
    await change({ settings: { payments: [{ method: 'vipps', account: '1999' }] } });
    await world.sendOrder(1, simpleOrder(22));
    expect(await settled()).toEqual(['order done sent 34900', 'payment blocked gap.account_missing']);
  });

  it('is a gap when the office has deleted the document', async () => {
    await world.sendOrder(1, simpleOrder(22, unpaid));
    await world.settle();
    office().deleteDraft(world.held().orders[0]?.id ?? '');
    await world.sendOrder(2, simpleOrder(22));
    expect(await settled()).toEqual(['order done sent 34900', 'payment blocked gap.document_gone']);
  });

  it.each(['by our matching reference', 'on the invoice alone'])(
    'is a gap when somebody has booked it %s',
    async (how) => {
      await world.sendOrder(1, simpleOrder(22, unpaid));
      await world.settle();
      const byReference = how === 'by our matching reference';
      if (!byReference) office().invoice(world.held().orders[0]?.id ?? '');
      await bookByHand(
        349,
        byReference
          ? { CustomMatchingReference: `${world.shop}-22` }
          : { InvoiceNo: world.held().invoices[0]?.invoiceNumber },
      );
      await world.sendOrder(2, simpleOrder(22));
      expect(await settled()).toEqual(['order done sent 34900', 'payment blocked gap.paid_already']);
      expect(world.held().vouchers).toHaveLength(1);
    },
  );

  it('is booked when somebody has booked another amount', async () => {
    await world.sendOrder(1, simpleOrder(22, unpaid));
    await world.settle();
    await bookByHand(100, { CustomMatchingReference: `${world.shop}-22` });
    await world.sendOrder(2, simpleOrder(22));
    expect(await settled()).toEqual(['order done sent 34900', 'payment done sent 34900']);
  });

  it('is done with the voucher that Kontor has already booked for it, even on a locked day', async () => {
    await world.sendOrder(1, simpleOrder(22));
    const before = await world.settle();
    await world.database.knex('transfers').where({ kind: 'payment' }).update({
      state: 'waiting',
      reason: 'wanted.payment',
      frozen: null,
      results: '{}',
      intent: null,
      document_id: null,
    });
    office().setLockDate('2026-12-31');
    expect((await world.settle())[1]).toMatchObject({
      state: 'done',
      documentId: before[1]?.documentId,
      documentNumber: before[1]?.documentNumber,
    });
    expect(world.held().vouchers.map(({ externalImportReference }) => externalImportReference)).toEqual([
      `${world.shop}-22-payment`,
    ]);
  });
});

describe('a payment that was booked', () => {
  beforeEach(async () => {
    await world.sendOrder(1, simpleOrder(22), amountRefund(35, '100.00'));
    await world.settle();
  });
  /** Settles. Answers what a person must do about the payment, as the transfers tell it; all but the first wait behind that one. */
  async function amendments(): Promise<string[]> {
    return (await world.settle()).flatMap(({ kind, reference, reason }) =>
      kind === 'amendment' ? [`${reference} ${reason}`] : [],
    );
  }

  it('is left to a person once when its order is cancelled', async () => {
    await world.sendOrder(2, simpleOrder(22, { status: 'cancelled' }), amountRefund(35, '100.00'));
    expect(await amendments()).toEqual(['payment-2 behind.lane']);
    expect((await world.transfers()).find(({ kind }) => kind === 'cancellation')?.reason).toBe(
      'gap.cancelled_after_refund',
    );
    await world.sendOrder(
      3,
      simpleOrder(22, { status: 'cancelled', customer_note: 'sorry' }),
      amountRefund(35, '100.00'),
    );
    expect(await amendments()).toEqual(['payment-2 behind.lane']);
  });

  it('is left to a person when the shop deletes the refund, as the credit note is', async () => {
    await world.sendOrder(2, simpleOrder(22));
    await world.settle();
    expect(await amendments()).toEqual(['refund-35-2 rule.not_supported', 'payment-refund-35-2 rule.not_supported']);
  });

  const own = 'payment-2 rule.not_supported';
  const refunded = 'payment-refund-35-2 rule.not_supported';
  it.each<[string, Body, string[]]>([
    ['day', { date_paid: '2026-11-24T11:00:00', date_paid_gmt: '2026-11-24T10:00:00' }, [own]],
    ['method', { payment_method: 'klarna' }, [own, refunded]],
    ['being paid', unpaid, [own, refunded]],
  ])('is left to a person when its %s changes', async (_what, changes, expected) => {
    await world.sendOrder(2, simpleOrder(22, changes), amountRefund(35, '100.00'));
    expect(await amendments()).toEqual(expected);
    const [task] = (await world.transfers()).filter(({ kind }) => kind === 'amendment');
    expect(causeOf(task)).toContain('A booked payment cannot be edited');
  });

  it('is left alone when anything else of the order changes', async () => {
    await world.sendOrder(2, simpleOrder(22, { status: 'completed' }), amountRefund(35, '100.00'));
    expect(await amendments()).toEqual([]);
  });
});

it('a cancelled order has its draft deleted before a person looks at its payment', async () => {
  await world.sendOrder(1, simpleOrder(22));
  await world.settle();
  await world.sendOrder(2, simpleOrder(22, { status: 'cancelled' }));
  expect(await settled()).toEqual([
    'order done cancelled.after_sending 34900',
    'payment done changed.after_sending 34900',
    'cancellation done sent 0',
    'amendment payment-2 closed rule.not_supported',
  ]);
});
