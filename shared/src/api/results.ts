import { z } from 'zod';
import { officeState } from '../office.ts';

/** The most results in one answer. */
export const resultsPerAnswer = 200;

/** The state of one document of an order, and what the office did with it. */
export const result = z.object({
  /** The transfer's id. The shop uses it to have the document sent, tried again and so on. */
  transfer: z.number().int(),
  orderId: z.string(),
  orderNumber: z.string(),
  connection: z.string(),
  system: z.string(),
  /** What the document is: order, amendment, refund, cancellation, payment or article. */
  kind: z.string(),
  /** Distinguishes two refunds or two amendments of one order; empty for the order itself. */
  reference: z.string(),
  /**
   * What the document is about: the order itself, one of its refunds, or a payment. `reference` is the id of the
   * refund, and otherwise empty.
   */
  about: z.object({ kind: z.string(), reference: z.string() }),
  /** Who acts next: waiting, sending, in_doubt, handed_over, blocked, done or closed. */
  state: z.string(),
  /** The code of the reason for the state. */
  reason: z.string(),
  /** The reason in a few words, for a list. */
  title: z.string(),
  cause: z.string().nullable(),
  remedy: z.string().nullable(),
  /** The document at the target. `total` is in minor units of `currency`. */
  document: z
    .object({
      id: z.string(),
      number: z.string().nullable(),
      total: z.number().int().nullable(),
      currency: z.string().nullable(),
    })
    .nullable(),
  office: officeState,
  changedAt: z.iso.datetime(),
});
export type DocumentResult = z.infer<typeof result>;

/**
 * `GET /v1/shops/{shop}/results?after=<cursor>`: the documents that changed after the cursor, oldest change first.
 * Without a cursor it starts with the first document. A document that changes again comes again, with its new state.
 */
export const resultsAnswer = z.object({
  /**
   * Set after the bridge's database was restored from a backup. It was restored `at` this time, and lacks everything
   * that came in after `since`. The shop then sends every order again that changed after `since`, once for each value
   * of `at`.
   */
  restored: z.object({ at: z.iso.datetime(), since: z.iso.datetime() }).optional(),
  results: z.array(result).max(resultsPerAnswer),
  /** Send it as `after` with the next request, unchanged. */
  cursor: z.string(),
  /** Whether there are more results already. */
  more: z.boolean(),
});
export type ResultsAnswer = z.infer<typeof resultsAnswer>;
