import { companyOrder, stepsUnderCustomers } from '../setup/company-order.ts';
import { faultsAt, openFaultyWorld, type Place } from '../setup/faults.ts';
import type { World } from '../setup/world.ts';

const places: Readonly<Record<string, Place>> = {
  ...stepsUnderCustomers,
  'poweroffice.customer.create with EHF': { method: 'POST', path: '^/v2/Customers$' },
  'facts: delivery of the customer': { method: 'GET', path: '^/v2/Customers/\\d+$' },
};
const meta_data = [
  { id: 1, key: '_billing_org_nr', value: '923609016' },
  { id: 2, key: 'ehf', value: 'yes' },
];

describe('what is kept under a customer meets every fault and ends in exactly one of it', () => {
  let world: World;
  beforeAll(async () => {
    world = await openFaultyWorld();
  });
  afterAll(() => world.close());

  it.concurrent.each(faultsAt(places))('$title', async ({ at, rule }) => {
    const company = await world.addCompany();
    if (at.startsWith('facts')) {
      await company.receive({ generation: 1, order: companyOrder(76, { meta_data }) });
      await company.settle();
    }
    company.fail(rule);
    await company.receive({ generation: 1, order: companyOrder(77, { meta_data }) });
    const settled = await company.settle();

    const { orders, customers, deliveryAddresses, contactPersons } = company.held();
    expect(company.failed()).toHaveLength(1);
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
  });
});
