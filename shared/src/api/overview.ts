import { z } from 'zod';
import { problemText } from '../problem.ts';
import { choice, hold, moment, verb } from './view.ts';

/** The most needs in one answer. */
export const needsPerAnswer = 20;
/** The number of days in the overview, with today. */
export const overviewDays = 30;

/**
 * One thing that waits for a person.
 * - `transfer`: a document that is blocked.
 * - `task`: a question, or something to do by hand. Orders that ask the same question are one need.
 * - `connection`: a connection that is held until a person repairs it, or whose office does not fetch.
 */
export const need = z.object({
  kind: z.enum(['transfer', 'task', 'connection']),
  transfer: z.number().int().nullable(),
  task: z.number().int().nullable(),
  connection: z.string().nullable(),
  /** The shop's id of the order, and its number. For a question, this is the order that asked first. */
  orderId: z.string().nullable(),
  order: z.string().nullable(),
  /** How many orders wait for the person. */
  orders: z.number().int(),
  ...problemText.shape,
  /** The possible answers to a question. */
  options: z.array(choice),
  /** What a person may do with the document now. */
  verbs: z.array(verb),
  since: moment,
});
export type Need = z.infer<typeof need>;

/** `GET /v1/shops/{shop}/overview`: the state of the shop, and what waits for a person. */
export const overviewAnswer = z.object({
  at: moment,
  /** Numbers of orders. `today`: orders whose own document was made today. */
  counts: z.object({
    today: z.number().int(),
    waiting: z.number().int(),
    blocked: z.number().int(),
    orders: z.number().int(),
  }),
  /** Since when the oldest waiting document waits; null if none waits. Blocked documents do not count. */
  oldest: moment.nullable(),
  /**
   * The last days by the shop's calendar, oldest first. `mirrored`: orders whose own document was made on that day.
   * `blocked`: orders that need a person since that day.
   */
  days: z.array(z.object({ day: z.iso.date(), mirrored: z.number().int(), blocked: z.number().int() })),
  /** The need that has waited longest comes first. */
  needs: z.array(need).max(needsPerAnswer),
  /** The number of all needs. */
  needing: z.number().int(),
  connections: z.array(
    z.object({
      id: z.string(),
      system: z.string(),
      label: z.string(),
      account: z.string(),
      paused: z.boolean(),
      held: hold.nullable(),
      /** What is wrong with the fetching of the office; null: nothing, or no office fetches. */
      overdue: problemText.nullable(),
      lastDocumentAt: moment.nullable(),
    }),
  ),
});
export type OverviewAnswer = z.infer<typeof overviewAnswer>;
