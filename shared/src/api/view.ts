import { z } from 'zod';
import { problemText } from '../problem.ts';

/** Schemas that several answers to the screens share. */

/** A moment in ISO 8601. */
export const moment = z.iso.datetime();

/** Decimal text with its currency, such as `349.00 NOK`; null if no amount is known. */
export const amount = z.string().nullable();

/** Who acts next on a document: the worker, the system, the office, a person, or nobody. */
export const transferState = z.enum(['waiting', 'sending', 'in_doubt', 'handed_over', 'blocked', 'done', 'closed']);

/** What a person may do with a document. Each verb is the last part of an address, such as `.../transfers/7/retry`. */
export const verb = z.enum(['retry', 'send', 'cancel', 'elsewhere', 'replay', 'found', 'absent', 'accept']);
export type Verb = z.infer<typeof verb>;

/** One of several answers to a question. */
export const choice = z.object({ value: z.string(), label: z.string() });

/** Why a connection is held, what to do, and how many orders wait for it. */
export const hold = problemText.extend({
  since: moment,
  /** When the hold ends by itself; null if it ends only when a check succeeds. */
  until: moment.nullable(),
  waitingOrders: z.number().int(),
});
export type Hold = z.infer<typeof hold>;
