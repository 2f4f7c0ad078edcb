import type { FunctionDeclaration } from '../../contract.ts';

/** What a connection to Go may be switched on for, one by one. */
export const functions = {
  orders: { label: 'Orders', help: 'A draft sales order for each order, mended when the order changes.' },
  refunds: { label: 'Refunds', help: "A credit note's draft for each refund." },
  cancellations: {
    label: 'Cancellations',
    help: 'The draft of a cancelled order is deleted, its invoice credited. Switched off, each becomes a task.',
  },
  payments: { label: 'Payments', help: 'A bank voucher for each payment, and for money given back.' },
  createProducts: { label: 'Create products', help: 'Products of the settings that Go lacks, in place of a gap.' },
  createCustomers: { label: 'Create customers', help: 'Customers that Go lacks, in place of a gap.' },
} as const satisfies Readonly<Record<string, FunctionDeclaration>>;
export type PowerOfficeFunction = keyof typeof functions;
