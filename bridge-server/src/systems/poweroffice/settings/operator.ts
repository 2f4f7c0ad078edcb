import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Limit } from '../../../egress/request.ts';

/** The integration's keys, one set for the whole bridge. All of them and the client keys belong to the same environment. */
export const operator = z.object({
  applicationKey: z.string().min(1).meta({
    label: 'Application key',
    help: 'Names the integration to PowerOffice Go; given by PowerOffice.',
    secret: true,
  }),
  subscriptionKey: z
    .string()
    .min(1)
    .meta({ label: 'Subscription key', help: "From the product in PowerOffice's developer portal.", secret: true }),
  environment: z
    .enum(['production', 'demo'])
    .default('production')
    .meta({ label: 'Environment', help: 'Keys of the demo environment work there only.' }),
  address: z
    .url()
    .optional()
    .meta({ label: 'Address', help: "Only for tests: another server in place of PowerOffice's." }),
  requestsPerSecond: z.coerce
    .number()
    .positive()
    .default(10)
    .meta({ label: 'Requests per second', help: 'PowerOffice allows 10 for each subscription key.' }),
});
export type Operator = z.infer<typeof operator>;

const origins = { production: 'https://goapi.poweroffice.net', demo: 'https://goapi.poweroffice.net/Demo' } as const;

/** Where tokens and data are: `…/OAuth/Token` and `…/v2`. */
export function addressesOf(given: Operator): { token: string; api: string } {
  const origin = (given.address ?? origins[given.environment]).replace(/\/+$/, '');
  return { token: `${origin}/OAuth/Token`, api: `${origin}/v2` };
}

/** The vendor counts requests for each subscription key, over all its clients. The key itself stays out of the budget's name. */
export function limitOf(given: Operator): Limit {
  const fingerprint = createHash('sha256').update(given.subscriptionKey).digest('hex').slice(0, 32);
  return { key: `poweroffice:${fingerprint}`, perSecond: given.requestsPerSecond };
}
