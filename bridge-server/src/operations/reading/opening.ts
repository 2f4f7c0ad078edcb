import { randomUUID } from 'node:crypto';
import { problemText } from '@kontor/shared/problem';
import { z } from 'zod';
import type { ShopId } from '../../ids.ts';
import type { PulledShop, PullParts, PullSum, Unavailable } from '../../orders/pull/pull.ts';
import { openReading } from '../../orders/pull/readings.ts';
import { createIntake } from '../../orders/receive.ts';
import { createDirectory } from '../../shops/directory.ts';
import { reason } from '../../texts/reason.ts';
import { reasonOf, type Speaker } from '../../texts/say.ts';
import type { ShopFailure } from '../../woocommerce/reply.ts';
import { failure, success, type OperationResult, type Parts } from '../operation.ts';

/** Opens the access to a shop, so that an operation can read it. Refused if the bridge has no access to the shop. */
export async function pullingOf(
  { database, sealer, mirror }: Parts,
  shopId: ShopId,
): Promise<OperationResult<{ parts: PullParts; shop: PulledShop; readUntil: string; readFrom: string }>> {
  const reading = await openReading(database.pool, sealer, shopId);
  if (!reading) return failure(409, reason('shop.not_connected', { shop: shopId }));
  return success({
    parts: {
      database: database.pool,
      egress: mirror.egress,
      intake: createIntake(database.pool, createDirectory(database.pool)),
    },
    shop: { shopId, access: reading.access, correlationId: randomUUID() },
    readUntil: reading.readUntil,
    readFrom: reading.readFrom,
  });
}

/** The page, or the failure of the shop. Throws if the database cannot be used, as every operation does. */
export function pageOrFailure<Page extends { kind: 'page' }>(
  page: Page | ShopFailure | Unavailable,
): OperationResult<Page> {
  if (page.kind === 'unavailable') throw new Error(page.cause);
  return page.kind === 'failed' ? failure(502, reasonOf(page)) : success(page);
}

/** The refused orders in words. */
export const refusedView = (refused: PullSum['refused'], speaker: Speaker): z.input<typeof refusedOrder>[] =>
  refused.map(({ order, why }) => ({ order, ...speaker.told(why) }));

/** An order that was not taken in, or only as unreadable, with the problem. */
export const refusedOrder = z.object({ order: z.string().nullable(), ...problemText.shape });

/** What the command line says when no order was refused. */
export const allRead = 'There is no problem with any of these orders.';
