import { shopItself } from '@kontor/shared/order';
import { z } from 'zod';

/** Names of statuses, functions or connections. */
export const ruleWords = z.array(z.string().min(1).max(200)).max(200);

/** Which of a shop's orders become documents at a connection. Each connection has rules of its own. */
export const rules = z.compile(
  z.object({
    /** Names of the system's `functions`. */
    functions: ruleWords.default([]).meta({
      label: 'Functions',
      help: 'What the connection does. Each system says which functions it offers.',
    }),
    statuses: ruleWords
      .default(['processing', 'completed'])
      .meta({ label: 'Statuses that send', help: 'An order is sent when it reaches one of these statuses.' }),
    sources: ruleWords.default([shopItself]).meta({
      label: 'Sources',
      help:
        'Where the orders come from that are sent: the shop itself, or connections that bring orders. ' +
        'An order never goes back to the connection that brought it.',
    }),
    zeroTotal: z
      .enum(['close', 'send'])
      .default('close')
      .meta({
        label: 'Orders of 0.00',
        help:
          'Orders that are free and have no VAT: close them without a document, or send them. ' +
          'An order that a gift card paid is always sent.',
      }),
    activeFrom: z.iso.datetime().nullable().default(null).meta({
      label: 'Active from',
      help: 'Orders that were created earlier are not sent. If empty, every order that the bridge knows is sent.',
    }),
  }),
);
export type Rules = z.infer<typeof rules>;
