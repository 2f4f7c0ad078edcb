import { amendmentSteps, heldAtGo, openScenario } from './amendment-steps.ts';
import { companyOrder, stepsUnderCustomers } from './company-order.ts';
import { paidWorld } from './payments.ts';
import { unstocked } from './unstocked.ts';
import { roundedOrder, simpleOrder } from './woocommerce.ts';
import { openWorld, type World, type WorldOptions } from './world.ts';

/** What leads to a step, and what Go holds when all is over, whatever became of the worker that took it. */
export interface Scenario {
  open: () => Promise<{ world: World; happen: () => Promise<unknown> }>;
  ends: string;
}

/** Everything that Go holds, one text for each thing. */
export function holdings(world: World): string {
  const { vouchers, customers, deliveryAddresses, contactPersons, products } = world.sandbox.control.state();
  const codes = products.map(({ code }) => code);
  return [
    ...heldAtGo(world),
    ...vouchers.map(({ lines }) => `voucher ${lines.map(({ amount }) => amount).join(', ')}`),
    `${customers.length} customers, ${deliveryAddresses.length} addresses, ${contactPersons.length} persons, ${new Set(codes).size} of ${codes.length} products`,
  ].join(' | ');
}

const lines = 'item-1 1 × 10.02, rounding -1 × 0.01';
const rounded = `Draft 1252: ${lines}`;
const things = (persons = 0, addresses = 0) =>
  `1 customers, ${addresses} addresses, ${persons} persons, 4 of 4 products`;

/** An order that comes to an empty Go. */
const first =
  (order: () => Record<string, unknown>, options: WorldOptions = {}) =>
  async () => {
    const world = await openWorld(options);
    return { world, happen: () => world.receive({ generation: 1, order: order() }) };
  };
const ofCompany: Scenario = { open: first(() => companyOrder(5)), ends: `${rounded} | ${things(1, 2)}` };
const everyday: Scenario = { open: first(() => roundedOrder(5)), ends: `${rounded} | ${things()}` };

const own: Readonly<Record<string, Scenario>> = {
  'poweroffice.product.create': {
    open: first(() => roundedOrder(5), unstocked),
    ends: `${rounded} | 1 customers, 0 addresses, 0 persons, 2 of 2 products`,
  },
  'poweroffice.order.delete': {
    open: async () => {
      const world = await openWorld();
      await world.receive({ generation: 1, order: roundedOrder(5) });
      await world.settle();
      return { world, happen: () => world.receive({ generation: 2, order: roundedOrder(5, { status: 'cancelled' }) }) };
    },
    ends: things(),
  },
  'poweroffice.payment.post': {
    open: async () => {
      const world = await openWorld(paidWorld);
      await world.receive({ generation: 1, order: simpleOrder(5, { date_paid_gmt: null }) });
      await world.settle();
      return { world, happen: () => world.receive({ generation: 2, order: simpleOrder(5) }) };
    },
    ends: `Draft 34900: item-1 1 × 279.20 | voucher 349.00, -349.00 | ${things()}`,
  },
};

/** How a step of that kind comes about; most are taken for any order. */
export function scenarioOf(kind: string): Scenario {
  const amendment = amendmentSteps[kind];
  if (amendment) return { open: () => openScenario(amendment), ends: `${amendment.ends} | ${things()}` };
  return own[kind] ?? (kind in stepsUnderCustomers ? ofCompany : everyday);
}
