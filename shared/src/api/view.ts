import { z } from 'zod';
import { told } from '../problem.ts';

/** Words that several answers to the screens have in common. */

/** A moment in ISO 8601. */
export const moment = z.iso.datetime();

/** Decimal text with its currency, such as `349.00 NOK`; null where no amount is known. */
export const amount = z.string().nullable();

/** Who acts next on a document: the worker, the system, the office, a person, or nobody. */
export const transferState = z.enum(['waiting', 'sending', 'in_doubt', 'handed_over', 'blocked', 'done', 'closed']);

/** What a person may say of a document; each is the last word of an address below the document's own. */
export const verb = z.enum(['retry', 'send', 'cancel', 'elsewhere', 'replay', 'found', 'absent', 'accept']);
export type Verb = z.infer<typeof verb>;

/** One of several answers to a question. */
export const choice = z.object({ value: z.string(), label: z.string() });

/** Why nothing goes out of a connection, what to do, and what waits until it goes on. */
export const hold = told.extend({
  since: moment,
  /** It goes on by itself then; null: only once a check succeeds. */
  until: moment.nullable(),
  waitingOrders: z.number().int(),
});
export type Hold = z.infer<typeof hold>;
