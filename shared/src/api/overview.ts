import { z } from 'zod';
import { told } from '../problem.ts';
import { choice, hold, moment, verb } from './view.ts';

/** The most needs that one answer names. */
export const needsPerAnswer = 20;
/** How many days the overview looks back on, today among them. */
export const overviewDays = 30;

/**
 * One thing that waits for a person. `transfer`: a document that is blocked · `task`: a question, or something to do by hand; orders
 * that ask the same question are one need · `connection`: one that is held back until somebody mends it.
 */
export const need = z.object({
  kind: z.enum(['transfer', 'task', 'connection']),
  transfer: z.number().int().nullable(),
  task: z.number().int().nullable(),
  connection: z.string().nullable(),
  /** The shop's own id of the order and its number; for a question, of the order that asked first. */
  orderId: z.string().nullable(),
  order: z.string().nullable(),
  /** How many orders wait for it. */
  orders: z.number().int(),
  ...told.shape,
  /** What may be decided, for a question. */
  options: z.array(choice),
  /** What may be said of the document now. */
  verbs: z.array(verb),
  since: moment,
});
export type Need = z.infer<typeof need>;

/** `GET /v1/shops/{shop}/overview`: how the shop stands, and what waits for a person. */
export const overviewAnswer = z.object({
  at: moment,
  /** Numbers of orders. `today`: their own document was made today. */
  counts: z.object({
    today: z.number().int(),
    waiting: z.number().int(),
    blocked: z.number().int(),
    orders: z.number().int(),
  }),
  /** Since when the oldest document waits that is neither made nor blocked; null where none waits. */
  oldest: moment.nullable(),
  /**
   * The last days by the shop's calendar, oldest first. `mirrored`: orders whose own document was made on the day. `blocked`:
   * orders that need somebody since the day.
   */
  days: z.array(z.object({ day: z.iso.date(), mirrored: z.number().int(), blocked: z.number().int() })),
  /** What has waited longest comes first. */
  needs: z.array(need).max(needsPerAnswer),
  /** How many needs there are in all. */
  needing: z.number().int(),
  connections: z.array(
    z.object({
      id: z.string(),
      system: z.string(),
      label: z.string(),
      account: z.string(),
      paused: z.boolean(),
      held: hold.nullable(),
      lastDocumentAt: moment.nullable(),
    }),
  ),
});
export type OverviewAnswer = z.infer<typeof overviewAnswer>;
