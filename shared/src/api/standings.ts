import { z } from 'zod';
import { officeState } from '../office.ts';
import { problemText } from '../problem.ts';
import { amount, moment, transferState, verb } from './view.ts';

/** The most ids of orders in one request. */
export const standingsPerRequest = 100;

/** One document of an order, as a list of orders shows it. */
export const standingDocument = z.object({
  transfer: z.number().int(),
  connection: z.string(),
  system: z.string(),
  /** What the document is: order, amendment, refund, cancellation or payment. */
  kind: z.string(),
  reference: z.string(),
  /** What the document is about: the order itself, one of its refunds, or a payment. */
  about: z.object({ kind: z.string(), reference: z.string() }),
  state: transferState,
  reason: z.string(),
  /** The reason in a few words, for a list. */
  title: z.string(),
  cause: z.string().nullable(),
  remedy: z.string().nullable(),
  /** The document's number at the target. */
  document: z.string().nullable(),
  total: amount,
  targetTotal: amount,
  office: officeState,
  changedAt: moment,
  /** What a person may do with the document now. Everything else is refused. */
  verbs: z.array(verb),
});
export type StandingDocument = z.infer<typeof standingDocument>;

/** An order with its documents at every connection. */
export const orderStanding = z.object({
  orderId: z.string(),
  order: z.string(),
  status: z.string(),
  total: amount,
  /** When the newest content came in. */
  receivedAt: moment,
  known: z.literal(true),
  /** Why the newest content cannot be read; null if it can. */
  problem: problemText.nullable(),
  documents: z.array(standingDocument),
});
export type OrderStanding = z.infer<typeof orderStanding>;

/** `GET /v1/shops/{shop}/order-standings`: orders by their ids or by filters, newest first. */
export const standingsAnswer = z.compile(
  z.object({
    next: z.string().nullable(),
    orders: z.array(orderStanding),
    /** The requested ids of which the bridge has no order. */
    unknown: z.array(z.string()),
  }),
);
export type StandingsAnswer = z.infer<typeof standingsAnswer>;
