import type { CompanySetup } from './world.ts';

/** A company in Go without products, and a connection that may create them. */
export const unstocked = {
  company: { products: [] },
  rules: { functions: ['orders', 'refunds', 'cancellations', 'createCustomers', 'createProducts'] },
} satisfies CompanySetup;
