import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Result } from '@kontor/shared/problem';
import { z } from 'zod';
import { reason, type ReasonOf } from '../../texts/reason.ts';

/** What one delivery of a webhook of WooCommerce tells. */
export type Delivery =
  /** Something of this order has changed. `body`: the order without its whole refunds. */
  | { kind: 'order'; id: string; body: unknown }
  /** The order is in the trash (`order.deleted`). */
  | { kind: 'trashed'; id: string }
  /** The user of the webhook may not see orders any more, so the shop sends this error in place of each order. */
  | { kind: 'forbidden' }
  /** A signed body that is about no order, such as the error of an order that was deleted before the delivery. */
  | { kind: 'nothing' };

/** The headers of a delivery by their names in lower case, and its body byte by byte as it came. */
export interface DeliveredRequest {
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: Uint8Array;
}

/** WooCommerce signs with HMAC-SHA256 over the body, in base64 (class-wc-webhook.php, generate_signature). */
const signatureHeader = 'x-wc-webhook-signature';
/** What the delivery is about, such as `order` or `product`. The signature does not cover the headers. */
const resourceHeader = 'x-wc-webhook-resource';
const pingBody = /^webhook_id=\d{1,20}$/;

type Verified = Result<'ping' | 'signed', ReasonOf<'webhook.not_signed' | 'webhook.wrong_signature'>>;

/**
 * Checks the signature of a delivery. `ping`: WooCommerce tries whether it reaches the bridge, with a request that it does
 * not sign.
 */
export function verifyDelivery({ headers, body }: DeliveredRequest, secret: string): Verified {
  const signature = headers[signatureHeader];
  if (typeof signature !== 'string')
    return pingBody.test(Buffer.from(body).toString('latin1'))
      ? { ok: true, value: 'ping' }
      : { ok: false, error: reason('webhook.not_signed') };
  const expected = createHmac('sha256', secret).update(body).digest();
  const claimed = Buffer.from(signature, 'base64');
  return claimed.length === expected.length && timingSafeEqual(claimed, expected)
    ? { ok: true, value: 'signed' }
    : { ok: false, error: reason('webhook.wrong_signature') };
}

/** Only these two fields decide what a delivery is. The body as a whole is read later, as every order is. */
const numbered = z.looseObject({ id: z.int().positive() });
const inTrash = z.looseObject({ status: z.literal('trash') });
/** WooCommerce builds the body with the rights of the user who made the webhook, even if that user was deleted. */
const forbidden = z.looseObject({ code: z.literal('woocommerce_rest_cannot_view') });
/** A webhook of the version "Legacy API v3" has the order in an object around it. */
const wrapped = z.looseObject({ order: numbered });

/** What a delivery tells whose signature is right. `json`: its body. */
export function deliveryOf(headers: DeliveredRequest['headers'], json: unknown): Delivery {
  if (forbidden.safeParse(json).success) return { kind: 'forbidden' };
  const body = wrapped.safeParse(json).data?.order ?? json;
  const order = numbered.safeParse(body);
  if ((headers[resourceHeader] ?? 'order') !== 'order' || !order.success) return { kind: 'nothing' };
  const id = String(order.data.id);
  const isTrashed = Object.keys(order.data).length === 1 || inTrash.safeParse(body).success;
  return isTrashed ? { kind: 'trashed', id } : { kind: 'order', id, body };
}
