import { faults } from '../setup/faults.ts';
import { paidWorld, paymentCalls } from '../setup/payments.ts';
import { openWorld, type World } from '../setup/world.ts';
import { simpleOrder } from '../setup/woocommerce.ts';

describe('the calls of a payment meet every fault, and it ends in exactly one voucher', () => {
  describe.each(Object.entries(paymentCalls))('%s', (_call, on) => {
    let world: World;
    beforeEach(async () => {
      world = await openWorld(paidWorld);
    });
    afterEach(() => world.close());

    it.each(faults.map((fault) => [fault.title, fault] as const))(
      '%s',
      async (_title, { mode, delayMs, lagMs }) => {
        await world.receive({ generation: 1, order: simpleOrder(77, { date_paid_gmt: null }), refunds: [] });
        await world.settle();
        world.sandbox.control.fail({
          mode,
          on,
          times: 1,
          ...(delayMs === undefined ? {} : { delayMs }),
          ...(lagMs === undefined ? {} : { lagMs }),
        });
        await world.receive({ generation: 2, order: simpleOrder(77), refunds: [] });
        const [, payment, ...others] = await world.settle();

        const { requests, vouchers, ledger } = world.sandbox.control.state();
        expect(requests.filter(({ failure }) => failure !== null)).toHaveLength(1);
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
      },
      20_000,
    );
  });
});
