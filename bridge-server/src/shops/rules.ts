import { shopItself } from '@kontor/shared/order';
import { z } from 'zod';

/** A status, a function or a connection, by its name. */
export const ruleWords = z.array(z.string().min(1).max(200)).max(200);

/** Which of a shop's orders become documents at a connection; kept per connection. */
export const rules = z.compile(
  z.object({
    /** Names of the system's `functions`. */
    functions: ruleWords.default([]).meta({
      label: 'Functions',
      help: 'What the connection does, one by one; each system says what it offers.',
    }),
    statuses: ruleWords
      .default(['processing', 'completed'])
      .meta({ label: 'Statuses that send', help: 'An order is sent when it reaches one of these statuses.' }),
    sources: ruleWords.default([shopItself]).meta({
      label: 'Sources',
      help: 'Whose orders are sent: the shop itself, or the connections that bring orders. An order never goes back to the connection that brought it.',
    }),
    zeroTotal: z.enum(['close', 'send']).default('close').meta({
      label: 'Orders of 0.00',
      help: 'Those that are free, without VAT: close them without a document, or send them. What a gift card paid is sent in any case.',
    }),
    activeFrom: z.iso.datetime().nullable().default(null).meta({
      label: 'Active from',
      help: 'Orders created before are left out; empty: every order that the bridge knows.',
    }),
  }),
);
export type Rules = z.infer<typeof rules>;
