import { z } from 'zod';
import { officeState } from '../office.ts';

/** The most results that one answer carries. */
export const resultsPerAnswer = 200;

/** How one document of an order stands, and what the office has done with it. */
export const result = z.object({
  /** The transfer's id, under which the shop asks for it to be sent, tried again and so on. */
  transfer: z.number().int(),
  orderId: z.string(),
  orderNumber: z.string(),
  connection: z.string(),
  system: z.string(),
  /** What the document is: order, amendment, refund, cancellation, payment or article. */
  kind: z.string(),
  /** Tells two refunds or two amendments of one order apart; empty for the order itself. */
  reference: z.string(),
  /** What the document is about: the order itself, one of its refunds, or a payment; `reference` is the refund's id, else empty. */
  about: z.object({ kind: z.string(), reference: z.string() }),
  /** Who acts next: waiting, sending, in_doubt, handed_over, blocked, done or closed. */
  state: z.string(),
  /** Why, as a code. */
  reason: z.string(),
  /** The reason in short, as it stands beside a dot in a list. */
  title: z.string(),
  cause: z.string().nullable(),
  remedy: z.string().nullable(),
  /** The document as the target holds it; `total` in minor units of `currency`. */
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
 * `GET /v1/shops/{shop}/results?after=<cursor>`: what changed since the cursor, oldest change first; without one, from the
 * beginning. A document that changes again comes again, as it then stands.
 */
export const resultsAnswer = z.object({
  /**
   * The bridge's database was restored from a backup `at` that time, and what came after `since` is not in it. A shop that has not
   * done so for this `at` sends every order again that changed after `since`, though it was taken once. Left out where there was no
   * such thing, or it is over.
   */
  restored: z.object({ at: z.iso.datetime(), since: z.iso.datetime() }).optional(),
  results: z.array(result).max(resultsPerAnswer),
  /** Where to go on; to be handed back as it is. */
  cursor: z.string(),
  /** Whether there is more to be had at once. */
  more: z.boolean(),
});
export type ResultsAnswer = z.infer<typeof resultsAnswer>;
