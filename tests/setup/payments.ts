import type { Place } from './faults.ts';
import type { ConnectionOptions } from './world.ts';

/** A connection that books payments by Vipps on 1570. */
export const bookingPayments: ConnectionOptions = {
  rules: { functions: ['orders', 'refunds', 'cancellations', 'payments', 'createCustomers'] },
  settings: { payments: [{ method: 'vipps', account: '1570' }] },
};

/** Where a payment's step, and each of the reads before it, meets the sandbox. */
export const paymentCalls: Readonly<Record<string, Place>> = {
  'poweroffice.payment.post': { method: 'POST', path: '^/v2/Vouchers/BankJournals$' },
  'facts: the document': { method: 'GET', path: '^/v2/SalesOrders/[^/]+/Complete$' },
  'facts: its customer': { method: 'GET', path: '^/v2/Customers/[^/]+$' },
  'facts: account': { method: 'GET', path: '^/v2/GeneralLedgerAccounts$' },
  'facts: VAT code': { method: 'GET', path: '^/v2/VatCodes$' },
  'facts: lock date': { method: 'GET', path: '^/v2/LockDateSettings$' },
  'facts: customer ledger': { method: 'GET', path: '^/v2/Customerledger/Statement$' },
};
