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
