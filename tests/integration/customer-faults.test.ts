import { companyOrder, stepsUnderCustomers } from '../setup/company-order.ts';
import { faults } from '../setup/faults.ts';
import { openWorld, type World } from '../setup/world.ts';

const places: Readonly<Record<string, { method: string; path: string }>> = {
  ...stepsUnderCustomers,
  'poweroffice.customer.create with EHF': { method: 'POST', path: '^/v2/Customers$' },
  'facts: delivery of the customer': { method: 'GET', path: '^/v2/Customers/\\d+$' },
};
const meta_data = [
  { id: 1, key: '_billing_org_nr', value: '923609016' },
  { id: 2, key: 'ehf', value: 'yes' },
];

describe('what is kept under a customer meets every fault and ends in exactly one of it', () => {
  describe.each(Object.entries(places))('%s', (step, on) => {
    let world: World;
    beforeEach(async () => {
      world = await openWorld();
    });
    afterEach(() => world.close());

    it.each(faults.map((fault) => [fault.title, fault] as const))(
      '%s',
      async (_title, { mode, delayMs, lagMs }) => {
        const { control } = world.sandbox;
        if (step.startsWith('facts')) {
          await world.receive({ generation: 1, order: companyOrder(76, { meta_data }) });
          await world.settle();
        }
        control.fail({
          mode,
          on,
          times: 1,
          ...(delayMs === undefined ? {} : { delayMs }),
          ...(lagMs === undefined ? {} : { lagMs }),
        });
        await world.receive({ generation: 1, order: companyOrder(77, { meta_data }) });
        const settled = await world.settle();

        const { requests, orders, customers, deliveryAddresses, contactPersons } = control.state();
        expect(requests.filter((request) => request.failure !== null)).toHaveLength(1);
        expect(settled.map(({ state, reason, targetTotal }) => `${state} ${reason} ${targetTotal}`)).toEqual(
          settled.map(() => 'done sent 1252'),
        );
        // The number is not in ELMA: whatever went wrong, it is told.
        expect(settled.at(-1)?.detail.notes).toHaveLength(1);
        expect([orders.length, customers.length, deliveryAddresses.length, contactPersons.length]).toEqual([
          settled.length,
          1,
          2,
          1,
        ]);
        expect(orders.at(-1)?.lines).toHaveLength(2);
      },
      20_000,
    );
  });
});
