import { problemText } from '@kontor/shared/problem';
import { z } from 'zod';
import { webhookState } from '../../orders/webhook/webhooks.ts';
import { showReading } from '../../orders/pull/readings.ts';
import { reason } from '../../texts/reason.ts';
import { defineOperation, failure, shopInput, success } from '../operation.ts';

export const shopReading = defineOperation({
  command: 'shop reading',
  summary: 'Shows how far the bridge has read a shop by its REST API, and why the last reading failed.',
  method: 'get',
  path: '/v1/shops/{shop}/reading',
  scope: 'shops:read',
  input: z.strictObject({ shop: shopInput }),
  answer: z.object({
    url: z.string(),
    readUntil: z.string(),
    readAt: z.date().nullable(),
    nextAt: z.date(),
    failed: z.object({ ...problemText.shape, since: z.date(), times: z.number().int() }).nullable(),
    webhooks: z
      .object({
        pingedAt: z.date().nullable(),
        deliveredAt: z.date().nullable(),
        failed: z.object(problemText.shape).nullable(),
      })
      .nullable()
      .meta({ description: "What is known of the shop's webhooks; null if none are set up." }),
  }),
  async run({ database }, { shop: shopId }, _principal, speaker) {
    const reading = await showReading(database.pool, shopId);
    if (!reading) return failure(409, reason('shop.not_connected', { shop: shopId }));
    const webhooks = await webhookState(database.pool, shopId);
    const { url, readUntil, readAt, dueAt, failed } = reading;
    return success({
      url,
      readUntil: `${readUntil}Z`,
      readAt,
      nextAt: dueAt,
      failed: failed && { ...speaker.told(failed.why), since: failed.since, times: failed.times },
      webhooks: webhooks && {
        pingedAt: webhooks.pingedAt,
        deliveredAt: webhooks.deliveredAt,
        failed: webhooks.why && speaker.told(webhooks.why),
      },
    });
  },
});
