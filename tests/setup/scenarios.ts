import { amendmentSteps, editScenario } from './amendment-steps.ts';
import { companyOrder, stepsUnderCustomers } from './company-order.ts';
import { bookingPayments } from './payments.ts';
import { unstocked } from './unstocked.ts';
import { roundedOrder, simpleOrder } from './woocommerce.ts';
import type { CompanySetup, ConnectedShop, World } from './world.ts';

/** What leads to a step, and what Go holds when all is over, whatever became of the worker that took it. */
export interface Scenario {
  setup: CompanySetup;
  /** The event that is sent and settled before; null where the step belongs to the order's first document. */
  before: unknown;
  /** The event whose transfer takes the step. */
  happens: unknown;
  ends: string;
}

/** Opens a company in which the scenario is about to happen: what is left to do is to receive what happens. */
export async function openScenario(world: World, { setup, before }: Omit<Scenario, 'ends'>): Promise<ConnectedShop> {
  const company = await world.addCompany(setup);
  if (before !== null) {
    await company.receive(before);
    await company.settle();
  }
  return company;
}

/** Everything that Go holds of orders, one text for each. */
export const ordersHeld = (company: ConnectedShop): string[] =>
  company.held().orders.map(
    ({ status, total, lines }) =>
      `${status} ${total}: ${lines
        .map((line) => `${line.externalImportReference} ${line.quantity} × ${line.unitPrice}`)
        .sort()
        .join(', ')}`,
  );

/** Everything that Go holds, one text for each thing. */
export function holdings(company: ConnectedShop): string {
  const { vouchers, customers, deliveryAddresses, contactPersons, products } = company.held();
  const codes = products.map(({ code }) => code);
  return [
    ...ordersHeld(company),
    ...vouchers.map(({ lines }) => `voucher ${lines.map(({ amount }) => amount).join(', ')}`),
    `${customers.length} customers, ${deliveryAddresses.length} addresses, ${contactPersons.length} persons, ${new Set(codes).size} of ${codes.length} products`,
  ].join(' | ');
}

const lines = 'item-1 1 × 10.02, rounding -1 × 0.01';
const rounded = `Draft 1252: ${lines}`;
const things = (persons = 0, addresses = 0) =>
  `1 customers, ${addresses} addresses, ${persons} persons, 4 of 4 products`;

/** An order that comes to an empty Go. */
const first = (order: Record<string, unknown>, ends: string, setup: CompanySetup = {}): Scenario => ({
  setup,
  before: null,
  happens: { generation: 1, order },
  ends,
});
const ofCompany = first(companyOrder(5), `${rounded} | ${things(1, 2)}`);
const everyday = first(roundedOrder(5), `${rounded} | ${things()}`);

const own: Readonly<Record<string, Scenario>> = {
  'poweroffice.product.create': first(
    roundedOrder(5),
    `${rounded} | 1 customers, 0 addresses, 0 persons, 2 of 2 products`,
    unstocked,
  ),
  'poweroffice.order.delete': {
    setup: {},
    before: { generation: 1, order: roundedOrder(5) },
    happens: { generation: 2, order: roundedOrder(5, { status: 'cancelled' }) },
    ends: things(),
  },
  'poweroffice.payment.post': {
    setup: bookingPayments,
    before: { generation: 1, order: simpleOrder(5, { date_paid_gmt: null }) },
    happens: { generation: 2, order: simpleOrder(5) },
    ends: `Draft 34900: item-1 1 × 279.20 | voucher 349.00, -349.00 | ${things()}`,
  },
};

/** How a step of that kind comes about; most are taken for any order. */
export function scenarioOf(kind: string): Scenario {
  const amendment = amendmentSteps[kind];
  if (amendment) return { ...editScenario(amendment), ends: `${amendment.ends} | ${things()}` };
  return own[kind] ?? (kind in stepsUnderCustomers ? ofCompany : everyday);
}
