import type { ConnectionOptions } from './world.ts';

/** A connection that books payments by Vipps on account 1570. */
export const bookingPayments: ConnectionOptions = {
  rules: { functions: ['orders', 'refunds', 'cancellations', 'payments', 'createCustomers'] },
  settings: { payments: [{ method: 'vipps', account: '1570' }] },
};
