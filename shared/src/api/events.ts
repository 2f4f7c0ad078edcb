import { z } from 'zod';
import { problemText } from '../problem.ts';

/** The most events that one request may contain. */
export const eventsPerRequest = 100;

/** The sender's counter for the order. */
const generation = z
  .number()
  .int()
  .positive()
  .max(Number.MAX_SAFE_INTEGER)
  .meta({
    description:
      'A number that grows with each change of the order, such as the milliseconds since 1970. ' +
      'The content with the larger number is the newer one.',
  });

/** A body from WooCommerce. Its content is checked when it is read as an order or a refund. */
const body = z
  .custom<Record<string, unknown>>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    'expected an object',
  )
  .meta({ type: 'object' });

/** The order as it is now: WooCommerce's REST v3 bodies of the order and of all its refunds. */
export const orderEvent = z
  .object({ generation, order: body, refunds: z.array(body).default([]) })
  .meta({ description: 'The order as it is now, with all its refunds.' });
/** The order's id: a number as in WooCommerce, or a text as in the bridge's answers. */
const id = z.union([
  z.number().int().positive().max(Number.MAX_SAFE_INTEGER).transform(String),
  z.string().regex(/^[1-9]\d*$/),
]);
/** The shop no longer has the order. */
export const tombstoneEvent = z
  .object({ generation, id, tombstone: z.literal(true) })
  .meta({ description: 'The shop no longer has the order.' });

/** `POST /v1/shops/{shop}/events`. The events are read one by one, so a bad event does not affect the others. */
export const eventsRequest = z.object({ events: z.array(z.unknown()).min(1).max(eventsPerRequest) });

/**
 * The outcome of one event.
 * - `accepted`: the content was committed as a new revision.
 * - `duplicate`: the bridge has this content already.
 * - `stale`: the bridge has newer content already.
 * - `refused`: the bridge cannot read the event as an order, and says why. If the order has an id, the bridge stores it
 *   with this reason as its problem, and its status counts. The order is sent again when it changes.
 */
export const eventOutcome = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('accepted'), id: z.string(), revision: z.number() }),
  z.object({ outcome: z.literal('duplicate'), id: z.string() }),
  z.object({ outcome: z.literal('stale'), id: z.string() }),
  z.object({ outcome: z.literal('refused'), id: z.string().nullable() }).extend(problemText.shape),
]);
export type EventOutcome = z.infer<typeof eventOutcome>;

/** One outcome for each event, in the order of the request. */
export const eventsAnswer = z.object({ correlationId: z.string(), outcomes: z.array(eventOutcome) });
export type EventsAnswer = z.infer<typeof eventsAnswer>;
