import { everydayRules } from '../setup/rules.ts';
import { sayVerb } from '../setup/person.ts';
import { callerOf } from '../sandboxes/poweroffice/caller.ts';
import { openWorld, type World } from '../setup/world.ts';
import { bookingPayments } from '../setup/payments.ts';
import { fixture, simpleOrder } from '../setup/woocommerce.ts';
import { causeOf } from '../setup/telling.ts';

type Body = Record<string, unknown>;
const byAmount = fixture('woocommerce-no/refunds/full-amount-of-simple');
/** A refund by amount only. */
const refund = (id: number, amount: string): Body => ({ ...byAmount, id, amount });
const unpaid: Body = { date_paid: null, date_paid_gmt: null };

let world: World;
beforeEach(async () => {
  world = await openWorld(bookingPayments);
});
afterEach(() => world.close());

const receive = (generation: number, order: Body, ...refunds: Body[]) => world.sendOrder(generation, order, ...refunds);
const settled = async () =>
  (await world.settle()).map(({ kind, reference, state, reason, targetTotal }) =>
    [kind, kind === 'order' ? '' : reference, state, reason, targetTotal ?? ''].filter((part) => part !== '').join(' '),
  );
const atGo = () => world.sandbox.control.state();
const office = () => world.sandbox.control.office;
/** The vouchers with what they book on the method's account. */
const vouchers = () =>
  atGo().vouchers.map(
    ({ externalImportReference, date, lines }) =>
      `${externalImportReference?.replace(`${world.shop}-`, '')} ${date} ${lines[0]?.amount} ${lines[0]?.currency}`,
  );

/** Switches settings or functions as the screens do: the shop's settings count up, and its orders are routed again. */
async function change(changes: { settings?: object; functions?: string[] }): Promise<void> {
  await world.database.knex('connections').update({
    ...(changes.settings ? { settings: JSON.stringify(changes.settings) } : {}),
    ...(changes.functions ? { rules: JSON.stringify({ ...everydayRules(), functions: changes.functions }) } : {}),
  });
  await world.database.knex('shops').where({ id: world.shop }).increment('settings_version', 1);
  const behind = () =>
    world.database
      .knex('subjects')
      .where('settings_version', '<', world.database.knex('shops').select('settings_version').where({ id: world.shop }))
      .first<unknown>();
  await world.workUntil(async () => !(await behind()));
}

/** Somebody's own voucher in Go over the customer's account and 1920. */
async function bookByHand(line: {
  amount: number;
  matching?: string;
  invoiceNo?: string;
  date?: string;
}): Promise<void> {
  const caller = await callerOf(world.sandbox);
  const call = async (method: string, path: string, body?: object) =>
    (await caller(method, `/v2${path}`, body)).json as unknown as {
      Id: number;
      SubledgerAccountId: number;
      Code: string;
    }[];
  const [customer] = await call('GET', '/Customers');
  const [account] = await call('GET', '/GeneralLedgerAccounts?accountNos=1920');
  const vat = (await call('GET', '/VatCodes')).find(({ Code }) => Code === '7');
  const date = line.date ?? '2026-11-23';
  const both = { VatId: vat?.Id, PostingDate: date };
  await call('POST', '/Vouchers/BankJournals', {
    VoucherDate: date,
    CurrencyCode: 'NOK',
    VoucherLines: [
      { ...both, AccountId: account?.Id, CurrencyAmount: line.amount },
      {
        ...both,
        AccountId: customer?.SubledgerAccountId,
        CurrencyAmount: -line.amount,
        CustomMatchingReference: line.matching ?? null,
        InvoiceNo: line.invoiceNo ?? null,
      },
    ],
  });
}

describe('a payment', () => {
  it('is a bank voucher after the order, on the day it was paid in Norway, and settles the invoice once that is sent', async () => {
    await receive(1, simpleOrder(22, { date_paid: '2026-11-23T00:30:00', date_paid_gmt: '2026-11-22T23:30:00' }));
    expect(await settled()).toEqual(['order done sent 34900', 'payment done sent 34900']);
    expect(vouchers()).toEqual(['22-payment 2026-11-23 349.00 NOK']);
    expect(atGo().ledger).toMatchObject([
      { type: 'BankJournal', amount: -34_900, balance: -34_900, customMatchingReference: `${world.shop}-22` },
    ]);
    const [voucher] = atGo().vouchers;
    expect((await world.transfers())[1]).toMatchObject({
      documentId: voucher?.id,
      documentNumber: voucher?.number,
      total: 34_900,
    });
    office().invoice(atGo().orders[0]?.id ?? '');
    expect(atGo().invoices[0]?.balance).toBe(0);
    expect(atGo().ledger.map(({ balance }) => balance)).toEqual([0, 0]);
  });

  it('settles an invoice that the office has sent before it', async () => {
    await receive(1, simpleOrder(22, unpaid));
    await world.settle();
    office().invoice(atGo().orders[0]?.id ?? '');
    await receive(2, simpleOrder(22));
    expect(await settled()).toEqual(['order done sent 34900', 'payment done sent 34900']);
    expect(atGo().invoices[0]?.balance).toBe(0);
  });

  it('given back in part settles the credit note', async () => {
    await receive(1, simpleOrder(22), refund(35, '100.00'), refund(36, '0.00'));
    expect(await settled()).toEqual([
      'order done sent 34900',
      'payment done sent 34900',
      'refund 35 done sent -10000',
      'payment refund-35 done sent -10000',
      'refund 36 done sent 0',
    ]);
    expect(vouchers()).toEqual(['22-payment 2026-11-22 349.00 NOK', '22-payment-refund-35 2026-11-22 -100.00 NOK']);
    for (const { id } of atGo().orders) office().invoice(id);
    expect(atGo().invoices.map(({ type, total, balance }) => ({ type, total, balance }))).toEqual([
      { type: 'OutgoingInvoice', total: 34_900, balance: 0 },
      { type: 'OutgoingCreditNote', total: -10_000, balance: 0 },
    ]);
    expect(atGo().ledger.map(({ balance }) => balance)).toEqual([0, 0, 0, 0]);
  });

  it('comes about when the order is paid later, also where the same revision makes it sendable', async () => {
    await receive(1, simpleOrder(22, { ...unpaid, status: 'pending' }), refund(35, '100.00'));
    expect(await settled()).toEqual(['order closed rule.status', 'refund 35 closed rule.order_not_sent']);
    await receive(2, simpleOrder(22), refund(35, '100.00'));
    expect((await settled()).toSorted()).toEqual([
      'order done sent 34900',
      'payment done sent 34900',
      'payment refund-35 done sent -10000',
      'refund 35 done sent -10000',
    ]);
    await receive(3, simpleOrder(22, { customer_note: 'hello' }), refund(35, '100.00'));
    expect(await settled()).toHaveLength(4);
    expect(vouchers()).toHaveLength(2);
  });

  it('of an order in euro is booked in euro', async () => {
    await receive(1, simpleOrder(22, { currency: 'EUR' }));
    expect(await settled()).toEqual(['order done sent 34900', 'payment done sent 34900']);
    expect(vouchers()).toEqual(['22-payment 2026-11-22 349.00 EUR']);
  });

  it('of nothing is none', async () => {
    await world.database.knex('connections').update({
      rules: JSON.stringify({
        ...everydayRules(),
        functions: ['orders', 'cancellations', 'payments', 'createCustomers'],
        zeroTotal: 'send',
      }),
    });
    await world.database.knex('shops').increment('settings_version', 1);
    await receive(
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

describe('payments that are not booked', () => {
  it('by a method without an account are closed without asking Go, and opened when the settings give it one', async () => {
    const connecting = atGo().requests.length;
    await receive(1, simpleOrder(22, { payment_method: 'klarna' }));
    expect(await settled()).toEqual(['order done sent 34900', 'payment closed rule.no_account']);
    expect(
      atGo()
        .requests.slice(connecting)
        .filter(({ path }) => /customerledger|LockDate/i.test(path)),
    ).toEqual([]);
    await change({ settings: { payments: [{ method: 'klarna', account: '1571' }] } });
    expect(await settled()).toEqual(['order done sent 34900', 'payment done sent 34900']);
    expect(vouchers()).toEqual(['22-payment 2026-11-22 349.00 NOK']);
  });

  it('while the function is off have no row of their own, are closed when it is switched off, and come when it is on', async () => {
    office().setLockDate('2026-11-30');
    await receive(1, simpleOrder(22));
    expect(await settled()).toEqual(['order done sent 34900', 'payment blocked gap.date_locked']);
    await change({ functions: ['orders', 'refunds', 'cancellations', 'createCustomers'] });
    expect(await settled()).toEqual(['order done sent 34900', 'payment closed rule.function_off']);
    await receive(1, simpleOrder(23), refund(35, '100.00'));
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

  it('of an order that was never sent are closed by rule, with an order that is cancelled before sending too', async () => {
    await receive(1, simpleOrder(22, { status: 'refunded' }), refund(35, '349.00'));
    await receive(1, simpleOrder(23, { status: 'cancelled' }));
    expect(await settled()).toEqual([
      'order closed rule.refunded_in_full',
      'payment closed rule.order_not_sent',
      'refund 35 closed rule.order_not_sent',
      'payment refund-35 closed rule.order_not_sent',
      'order closed cancelled.before_sending',
      'payment closed cancelled.before_sending',
    ]);
    expect(atGo().vouchers).toEqual([]);
  });

  it('of a refund without a credit note are closed by rule', async () => {
    await change({ functions: ['orders', 'cancellations', 'payments', 'createCustomers'] });
    await receive(1, simpleOrder(22), refund(35, '100.00'));
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
  it('on a locked day is a gap that names both days, and goes on once the lock date is moved', async () => {
    office().setLockDate('2026-11-22');
    await receive(1, simpleOrder(22));
    expect(await settled()).toEqual(['order done sent 34900', 'payment blocked gap.date_locked']);
    expect(causeOf((await world.transfers())[1])).toBe(
      'The payment is of 2026-11-22, and the books in Go are locked up to and including 2026-11-22.',
    );
    office().setLockDate('2026-11-21');
    await sayVerb(world, 'retry', (await world.transfers())[1]?.id);
    expect(await settled()).toEqual(['order done sent 34900', 'payment done sent 34900']);
  });

  it('by an account that Go does not have is a gap', async () => {
    await change({ settings: { payments: [{ method: 'vipps', account: '1999' }] } });
    await receive(1, simpleOrder(22));
    expect(await settled()).toEqual(['order done sent 34900', 'payment blocked gap.account_missing']);
  });

  it('of a document that the office has deleted is a gap', async () => {
    await receive(1, simpleOrder(22, unpaid));
    await world.settle();
    office().deleteDraft(atGo().orders[0]?.id ?? '');
    await receive(2, simpleOrder(22));
    expect(await settled()).toEqual(['order done sent 34900', 'payment blocked gap.document_gone']);
  });

  it.each(['by our matching reference', 'on the invoice alone'])(
    'that somebody has booked %s is a gap',
    async (how) => {
      await receive(1, simpleOrder(22, unpaid));
      await world.settle();
      const byReference = how === 'by our matching reference';
      if (!byReference) office().invoice(atGo().orders[0]?.id ?? '');
      await bookByHand({
        amount: 349,
        ...(byReference ? { matching: `${world.shop}-22` } : { invoiceNo: atGo().invoices[0]?.invoiceNumber ?? '' }),
      });
      await receive(2, simpleOrder(22));
      expect(await settled()).toEqual(['order done sent 34900', 'payment blocked gap.paid_already']);
      expect(atGo().vouchers).toHaveLength(1);
    },
  );

  it('is not taken for one of another amount', async () => {
    await receive(1, simpleOrder(22, unpaid));
    await world.settle();
    await bookByHand({ amount: 100, matching: `${world.shop}-22` });
    await receive(2, simpleOrder(22));
    expect(await settled()).toEqual(['order done sent 34900', 'payment done sent 34900']);
  });

  it('because our own voucher of it is there is done with that one', async () => {
    await receive(1, simpleOrder(22));
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
    expect(atGo().vouchers.map(({ externalImportReference }) => externalImportReference)).toEqual([
      `${world.shop}-22-payment`,
    ]);
  });
});

describe('a payment that was booked', () => {
  beforeEach(async () => {
    await receive(1, simpleOrder(22), refund(35, '100.00'));
    await world.settle();
  });
  /** The tasks of a person, once nothing goes on by itself any more; all but the first wait behind it. */
  async function tasks(): Promise<string[]> {
    return (await world.settle()).flatMap(({ kind, reference, reason }) =>
      kind === 'amendment' ? [`${reference} ${reason}`] : [],
    );
  }

  it('is for a person, once, when its order is called off', async () => {
    await receive(2, simpleOrder(22, { status: 'cancelled' }), refund(35, '100.00'));
    expect(await tasks()).toEqual(['payment-2 behind.lane']);
    expect((await world.transfers()).find(({ kind }) => kind === 'cancellation')?.reason).toBe(
      'gap.cancelled_after_refund',
    );
    await receive(3, simpleOrder(22, { status: 'cancelled', customer_note: 'sorry' }), refund(35, '100.00'));
    expect(await tasks()).toEqual(['payment-2 behind.lane']);
  });

  it('is for a person when its refund is deleted, as the credit note is', async () => {
    await receive(2, simpleOrder(22));
    await world.settle();
    expect(await tasks()).toEqual(['refund-35-2 rule.not_supported', 'payment-refund-35-2 rule.not_supported']);
  });

  const own = 'payment-2 rule.not_supported';
  const refunded = 'payment-refund-35-2 rule.not_supported';
  it.each<[string, Body, string[]]>([
    ['day', { date_paid: '2026-11-24T11:00:00', date_paid_gmt: '2026-11-24T10:00:00' }, [own]],
    ['method', { payment_method: 'klarna' }, [own, refunded]],
    ['being paid', unpaid, [own, refunded]],
  ])('is for a person when its %s changes', async (_what, changes, expected) => {
    await receive(2, simpleOrder(22, changes), refund(35, '100.00'));
    expect(await tasks()).toEqual(expected);
    const [task] = (await world.transfers()).filter(({ kind }) => kind === 'amendment');
    expect(causeOf(task)).toContain('A booked payment cannot be edited');
  });

  it('is left alone when anything else of the order changes', async () => {
    await receive(2, simpleOrder(22, { status: 'completed' }), refund(35, '100.00'));
    expect(await tasks()).toEqual([]);
  });
});

it('a cancelled order has its draft deleted before anybody looks at its payment', async () => {
  await receive(1, simpleOrder(22));
  await world.settle();
  await receive(2, simpleOrder(22, { status: 'cancelled' }));
  expect(await settled()).toEqual([
    'order done cancelled.after_sending 34900',
    'payment done changed.after_sending 34900',
    'cancellation done sent 0',
    'amendment payment-2 closed rule.not_supported',
  ]);
});
