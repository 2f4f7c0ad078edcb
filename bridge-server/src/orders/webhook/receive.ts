import { isCart } from '@kontor/shared/woocommerce';
import { z } from 'zod';
import { listIn } from '@kontor/shared/woocommerce/limits';
import type { Queryable } from '../../database/database.ts';
import type { ShopId } from '../../ids.ts';
import { siteOf } from '../../shops/pairing/address.ts';
import { reason, type ReasonOf } from '../../texts/reason.ts';
import type { FetchedIntake, ReceivedEvent } from '../receive.ts';
import type { Delivery } from './delivery.ts';
import { storeHint } from './hints.ts';
import { noteState, type OpenedWebhook } from './webhooks.ts';

/** What receiving a delivery needs from the bridge. */
export interface DeliveryParts {
  database: Queryable;
  intake: FetchedIntake;
}

/** A delivery whose signature is right. `source`: the address of the shop that it names, which is not signed. */
export interface SignedDelivery {
  delivery: Delivery;
  source: string | undefined;
  correlationId: string;
}

/** `noted`: the bridge reads the order next. `nothing`: the delivery is about no order that the bridge could have. */
export type DeliveryOutcome = { outcome: 'noted'; id: string } | { outcome: 'nothing' } | ReceivedEvent;

export type ReceivedDelivery =
  | { kind: 'outcome'; outcome: DeliveryOutcome }
  /** The delivery may come from a copy of the shop, or the shop shows no order in it. Nothing of it was taken in. */
  | { kind: 'refused'; why: ReasonOf<'webhook.other_source' | 'webhook.no_right'> }
  /** The database is not available at the moment, and nothing was written. */
  | { kind: 'unavailable'; cause: string };

const ended = (outcome: DeliveryOutcome): ReceivedDelivery => ({ kind: 'outcome', outcome });

/**
 * Receives a delivery of a shop's webhook.
 *
 * If the bridge can read the shop, a delivery is only a hint: the bridge reads the order next, with its refunds. So it does
 * not matter that a delivery may come late, twice or after a later one.
 *
 * Without a REST key, the body itself is the event. A copy of the shop, such as a test shop, has the same webhooks with the
 * same secret. Its orders must not be booked, so the delivery must name the shop's own address.
 */
export async function receiveDelivery(
  { database, intake }: DeliveryParts,
  { shopId, address, isRead }: OpenedWebhook,
  { delivery, source, correlationId }: SignedDelivery,
): Promise<ReceivedDelivery> {
  if (delivery.kind === 'nothing') return ended({ outcome: 'nothing' });
  if (delivery.kind === 'forbidden') {
    if (!isRead) return { kind: 'refused', why: reason('webhook.no_right') };
    await noteState(database, shopId, reason('webhook.no_right'));
    return ended({ outcome: 'nothing' });
  }
  if (isRead) {
    await storeHint(database, shopId, delivery.id);
    return ended({ outcome: 'noted', id: delivery.id });
  }
  if (source === undefined || !URL.canParse(source) || siteOf(source) !== siteOf(address))
    return {
      kind: 'refused',
      why: reason('webhook.other_source', { source: (source ?? '').slice(0, 300), address }),
    };
  const { trashedAt, isKnown, isSent, now } = await presentState(database, shopId, delivery.id);
  if (!isKnown && (delivery.kind === 'trashed' || isCart(statusOf(delivery.body))))
    return ended({ outcome: 'nothing' });
  // The plugin sends the order with its refunds and its generation, so its content counts.
  if (isSent) return ended({ outcome: 'stale', id: delivery.id });
  if (delivery.kind === 'order' && trashedAt && isOlder(delivery.body, trashedAt))
    return ended({ outcome: 'stale', id: delivery.id });
  const taken = await intake.take({ shop: shopId, readAt: now, events: [eventOf(delivery)], correlationId });
  if (taken.kind === 'unavailable') return taken;
  const [outcome = { outcome: 'nothing' } as const] = taken.outcomes;
  return ended(outcome);
}

/** The delivery as an event for the intake. It names the refunds of the order, but not what they pay back. */
function eventOf(delivery: Extract<Delivery, { id: string }>): unknown {
  if (delivery.kind === 'trashed') return { id: delivery.id, tombstone: true };
  const { refunds } = z
    .looseObject({ refunds: z.preprocess(listIn, z.array(z.unknown())).catch([]) })
    .parse(delivery.body);
  // Only webhooks of the versions 2 and 3 have the times of an order in UTC.
  const isOld = !Object.hasOwn(Object(delivery.body) as object, 'date_modified_gmt');
  const problem = isOld
    ? reason('order.old_webhook')
    : refunds.length > 0
      ? reason('order.refunds_unread:no_key')
      : null;
  return { order: delivery.body, refunds: [], ...(problem ? { problem } : {}) };
}

const statusOf = (body: unknown): unknown => (Object(body) as { status?: unknown }).status;

const timed = z.looseObject({ date_modified_gmt: z.iso.datetime({ local: true }) });

/** Whether the order is from before it went to the trash: a delivery that came late must not bring it back. */
function isOlder(body: unknown, trashedAt: Date): boolean {
  const order = timed.safeParse(body);
  return !order.success || Date.parse(`${order.data.date_modified_gmt}Z`) < trashedAt.getTime() - clockToleranceMs;
}
/** How much the clocks of shop and bridge may differ. */
const clockToleranceMs = 60_000;

interface PresentState {
  isKnown: boolean;
  /** Whether the plugin has sent the order. */
  isSent: boolean;
  /** When the bridge learnt that the order is in the trash; null if it is not. */
  trashedAt: Date | null;
  now: Date;
}

async function presentState(database: Queryable, shopId: ShopId, orderId: string): Promise<PresentState> {
  const { rows } = await database.query<PresentState>({
    name: 'webhooks.present_state',
    text: `
      select stored.id is not null as "isKnown",
             coalesce(stored.generation > 0, false) as "isSent",
             case when stored.tombstone then stored.read_at end as "trashedAt",
             now() as now
        from (values (1)) as always
        left join subjects stored on stored.shop_id = $1
         and stored.kind = 'order'
         and stored.id = $2`,
    values: [shopId, orderId],
  });
  return rows[0] ?? { isKnown: false, isSent: false, trashedAt: null, now: new Date() };
}
