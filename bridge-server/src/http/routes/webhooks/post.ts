import type { Request, Response } from 'express';
import type { WebhookAnswer } from '@kontor/shared/api/webhooks';
import { deliveryOf, verifyDelivery } from '../../../orders/webhook/delivery.ts';
import { receiveDelivery, type DeliveryParts } from '../../../orders/webhook/receive.ts';
import { noteContact, openWebhook } from '../../../orders/webhook/webhooks.ts';
import type { Sealer } from '../../../shops/sealing.ts';
import { reason } from '../../../texts/reason.ts';
import { refuseRequest } from '../../answer.ts';
import { bytesOf, parseJson } from '../../middleware/body.ts';
import { busyRetrySeconds } from '../../refusals.ts';

/** The address of the shop that sends the delivery. The signature does not cover it. */
const sourceHeader = 'x-wc-webhook-source';

/**
 * `POST /v1/shops/{shop}/webhooks/woocommerce`: takes a delivery of one of WooCommerce's own webhooks. It answers 200 to
 * everything that WooCommerce need not send again, because after some failures in a row WooCommerce disables the webhook.
 * `rawBodyOfAnyType` must run before.
 */
export const postWebhookRoute =
  (parts: DeliveryParts & { sealer: Sealer }) =>
  async (req: Request<{ shop: string }>, res: Response): Promise<void> => {
    const { correlationId, log, speaker } = res.locals.context;
    const { database, sealer } = parts;
    const webhook = await openWebhook(database, sealer, req.params.shop);
    if (!webhook) return refuseRequest(res, reason('webhook.unknown'));
    const verified = verifyDelivery({ headers: req.headers, body: bytesOf(req) }, webhook.secret);
    if (!verified.ok) return refuseRequest(res, verified.error);
    await noteContact(database, webhook.shopId, verified.value);
    const answer = (outcome: WebhookAnswer['outcome'], more: Partial<WebhookAnswer> = {}): void =>
      void res.status(200).json({ correlationId, outcome, ...more } satisfies WebhookAnswer);
    if (verified.value === 'ping') return answer('ping');

    const json = parseJson(bytesOf(req));
    if (!json.ok) return refuseRequest(res, reason(json.error));
    const received = await receiveDelivery(parts, webhook, {
      delivery: deliveryOf(req.headers, json.value),
      source: req.get(sourceHeader),
      correlationId,
    });
    if (received.kind === 'unavailable') {
      log.error({ code: 'bridge.unavailable', cause: received.cause }, 'a webhook could not be stored');
      return refuseRequest(res, reason('bridge.unavailable'), { retryAfterSeconds: busyRetrySeconds });
    }
    if (received.kind === 'refused') return refuseRequest(res, received.why);
    const event = received.outcome;
    const id = 'id' in event && event.id !== null ? { order: event.id } : {};
    log.info({ shop: webhook.shopId, ...id, outcome: event.outcome }, 'a webhook was received');
    answer(event.outcome, event.outcome === 'refused' ? { ...id, ...speaker.told(event.why) } : id);
  };
