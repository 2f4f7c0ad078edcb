import { z } from 'zod';
import { told } from '../problem.ts';

/** The most events one request may carry. */
export const eventsPerRequest = 100;

/** Counts up with every change of the order in the shop; the shop's plugin keeps it, and it decides which content is newer. */
const generation = z.number().int().positive().max(Number.MAX_SAFE_INTEGER).meta({
  description:
    'Grows with each change of the order, such as the milliseconds since 1970: it decides which content is newer.',
});

/** An object of WooCommerce's; what stands in it is judged when it is read as an order or a refund. */
const body = z
  .custom<Record<string, unknown>>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    'expected an object',
  )
  .meta({ type: 'object' });

/** The order as it is now: WooCommerce's REST v3 bodies, the order's and those of all its refunds. */
export const orderEvent = z
  .object({ generation, order: body, refunds: z.array(body).default([]) })
  .meta({ description: 'The order as it is now, with all its refunds.' });
/** The order's id: a number as WooCommerce counts, or the text that answers give. */
const id = z.union([
  z.number().int().positive().max(Number.MAX_SAFE_INTEGER).transform(String),
  z.string().regex(/^[1-9]\d*$/),
]);
/** The order is gone from the shop. */
export const tombstoneEvent = z
  .object({ generation, id, tombstone: z.literal(true) })
  .meta({ description: 'The order is gone from the shop.' });

/** `POST /v1/shops/{shop}/events`: the events are read one by one, so that one bad event never refuses the others. */
export const eventsRequest = z.object({ events: z.array(z.unknown()).min(1).max(eventsPerRequest) });

/**
 * What became of one event. `accepted`: committed as a new revision. `duplicate`: this content is already here.
 * `stale`: newer content is already here. `refused`: it is no order that the
 * bridge can read; the reason says why. An order with an id is stored all the same, with this reason as its problem, and its status
 * counts; it is sent again once it changes.
 */
export const eventOutcome = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('accepted'), id: z.string(), revision: z.number() }),
  z.object({ outcome: z.literal('duplicate'), id: z.string() }),
  z.object({ outcome: z.literal('stale'), id: z.string() }),
  z.object({ outcome: z.literal('refused'), id: z.string().nullable() }).extend(told.shape),
]);
export type EventOutcome = z.infer<typeof eventOutcome>;

/** One outcome for each event, in the order of the request. */
export const eventsAnswer = z.object({ correlationId: z.string(), outcomes: z.array(eventOutcome) });
export type EventsAnswer = z.infer<typeof eventsAnswer>;
