import type { CompanySetup, ConnectedShop, World } from './world.ts';

/** What leads to a step, and what Go holds at the end, whatever happens to the worker that takes the step. */
export interface Scenario {
  setup: CompanySetup;
  /** The event that is sent and settled first; null where the step belongs to the order's first document. */
  before: unknown;
  /** The event whose transfer takes the step. */
  happens: unknown;
  /** What Go holds at the end, as `holdings` tells it. */
  ends: string;
}

/** Opens a company in which the scenario is about to happen: it remains to receive `happens`. */
export async function openScenario(world: World, { setup, before }: Omit<Scenario, 'ends'>): Promise<ConnectedShop> {
  const company = await world.addCompany(setup);
  if (before !== null) {
    await company.receive(before);
    await company.settle();
  }
  return company;
}

/** The sales orders that Go holds, each in one line. */
export const ordersHeld = (company: ConnectedShop): string[] =>
  company.held().orders.map(
    ({ status, total, lines }) =>
      `${status} ${total}: ${lines
        .map((line) => `${line.externalImportReference} ${line.quantity} × ${line.unitPrice}`)
        .sort()
        .join(', ')}`,
  );

/** Everything that Go holds, in one line. */
export function holdings(company: ConnectedShop): string {
  const { vouchers, customers, deliveryAddresses, contactPersons, products } = company.held();
  const codes = products.map(({ code }) => code);
  return [
    ...ordersHeld(company),
    ...vouchers.map(({ lines }) => `voucher ${lines.map(({ amount }) => amount).join(', ')}`),
    [
      `${customers.length} customers`,
      `${deliveryAddresses.length} addresses`,
      `${contactPersons.length} persons`,
      `${new Set(codes).size} of ${codes.length} products`,
    ].join(', '),
  ].join(' | ');
}
