import type { WorldOptions } from './world.ts';

/** A company in Go without a single product, whose connection may create them. */
export const unstocked: WorldOptions = {
  sandbox: { clients: [{ products: [] }] },
  rules: { functions: ['orders', 'refunds', 'cancellations', 'createCustomers', 'createProducts'] },
};
