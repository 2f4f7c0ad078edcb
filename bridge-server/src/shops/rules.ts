import { z } from 'zod';
import { functions } from '../systems/contract.ts';

/** Which of a shop's orders become documents at a connection; kept per connection. */
export const rules = z.compile(
  z.object({
    functions: z.array(z.enum(functions)).default([]).meta({
      label: 'Functions',
      help: 'Orders: documents of orders, with what follows when they change or are cancelled. Refunds: credit notes. Payments: bookings of payments and of money given back. Create products, create customers: what the system lacks, in place of a gap.',
    }),
    statuses: z
      .array(z.string().min(1))
      .default(['processing', 'completed'])
      .meta({ label: 'Statuses that send', help: 'An order is sent when it reaches one of these statuses.' }),
    zeroTotal: z
      .enum(['close', 'send'])
      .default('close')
      .meta({ label: 'Orders of 0.00', help: 'Close them without a document, or send them.' }),
    activeFrom: z.iso.datetime().nullable().default(null).meta({
      label: 'Active from',
      help: 'Orders created before are left out; empty: every order that the bridge knows.',
    }),
  }),
);
export type Rules = z.infer<typeof rules>;
