import type { WorldOptions } from './world.ts';

/** A world whose connection books payments by Vipps on 1570. */
export const paidWorld: WorldOptions = {
  rules: { functions: ['orders', 'refunds', 'payments', 'createCustomers'] },
  settings: { payments: [{ method: 'vipps', account: '1570' }] },
};
