import { z } from 'zod';
import { problemText } from '../problem.ts';

/**
 * The answer to a delivery of one of WooCommerce's webhooks. WooCommerce looks at the status only; the rest is for people
 * who read WooCommerce's log.
 * - `ping`: the shop reaches the bridge.
 * - `noted`: the bridge reads the order next.
 * - `nothing`: the delivery is about no order that the bridge could have.
 * - the others: as for an event (`eventOutcome`), because the bridge cannot read the shop and takes the body itself.
 */
export const webhookAnswer = z.object({
  correlationId: z.string(),
  outcome: z.enum(['ping', 'noted', 'nothing', 'accepted', 'duplicate', 'stale', 'refused']),
  order: z.string().optional(),
  ...problemText.partial().shape,
});
export type WebhookAnswer = z.infer<typeof webhookAnswer>;
