import { faultsAt, openFaultyWorld } from '../setup/faults.ts';
import { bookingPayments, paymentCalls } from '../setup/payments.ts';
import type { World } from '../setup/world.ts';
import { simpleOrder } from '../setup/woocommerce.ts';

describe('the calls of a payment meet every fault, and it ends in exactly one voucher', () => {
  let world: World;
  beforeAll(async () => {
    world = await openFaultyWorld();
  });
  afterAll(() => world.close());

  it.concurrent.each(faultsAt(paymentCalls))('$title', async ({ rule }) => {
    const company = await world.addCompany(bookingPayments);
    await company.receive({ generation: 1, order: simpleOrder(77, { date_paid_gmt: null }), refunds: [] });
    await company.settle();
    company.fail(rule);
    await company.receive({ generation: 2, order: simpleOrder(77), refunds: [] });
    const [, payment, ...others] = await company.settle();

    const { vouchers, ledger } = company.held();
    expect(company.failed()).toHaveLength(1);
    expect(others).toEqual([]);
    expect(payment).toMatchObject({
      kind: 'payment',
      state: 'done',
      reason: 'sent',
      total: 34_900,
      targetTotal: 34_900,
    });
    expect(vouchers.map(({ id, number }) => ({ id, number }))).toEqual([
      { id: payment?.documentId, number: payment?.documentNumber },
    ]);
    expect(ledger.map(({ amount }) => amount)).toEqual([-34_900]);
  });
});
