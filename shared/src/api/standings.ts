import { z } from 'zod';
import { officeState } from '../office.ts';
import { told } from '../problem.ts';
import { amount, moment, transferState, verb } from './view.ts';

/** The most orders that are asked for by their ids at once. */
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
  /** The reason in short, as it stands beside a dot in a list. */
  title: z.string(),
  cause: z.string().nullable(),
  remedy: z.string().nullable(),
  /** Its number at the target. */
  document: z.string().nullable(),
  total: amount,
  targetTotal: amount,
  office: officeState,
  changedAt: moment,
  /** What a person may say of it now; whatever else is said is refused. */
  verbs: z.array(verb),
});
export type StandingDocument = z.infer<typeof standingDocument>;

/** How one order stands at every connection. */
export const orderStanding = z.object({
  orderId: z.string(),
  order: z.string(),
  status: z.string(),
  total: amount,
  /** When its content came in, or last changed. */
  receivedAt: moment,
  known: z.literal(true),
  /** Why its newest content cannot be read. */
  problem: told.nullable(),
  documents: z.array(standingDocument),
});
export type OrderStanding = z.infer<typeof orderStanding>;

/** `GET /v1/shops/{shop}/order-standings`: by ids, or by filters, newest first. */
export const standingsAnswer = z.compile(
  z.object({
    next: z.string().nullable(),
    orders: z.array(orderStanding),
    /** Those of the ids that the bridge never saw. */
    unknown: z.array(z.string()),
  }),
);
export type StandingsAnswer = z.infer<typeof standingsAnswer>;
